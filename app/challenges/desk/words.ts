/** Said wherever a viewer of an organisation meets something to change. */
export const VIEWERS_CHANGE_NOTHING = "Viewers of an organisation see its desk and change nothing. Ask an editor.";
