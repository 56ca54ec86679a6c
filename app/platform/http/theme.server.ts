import { createCookie } from "@remix-run/node";

export type ThemeChoice = "light" | "dark" | "device";

const cookie = createCookie("palio_theme", { sameSite: "lax", path: "/", maxAge: 31_536_000, httpOnly: true });

/** The lamp as the reader set it; "device" where they did not. */
export async function themeOf(request: Request): Promise<ThemeChoice> {
  const theme = (await cookie.parse(request.headers.get("Cookie"))) as unknown;
  return theme === "light" || theme === "dark" ? theme : "device";
}

export const rememberTheme = (theme: ThemeChoice): Promise<string> =>
  theme === "device" ? cookie.serialize("", { maxAge: 0 }) : cookie.serialize(theme);
