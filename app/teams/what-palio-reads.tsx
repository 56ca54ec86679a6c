import { Section } from "~/ui/layout";

/** What is read of a repository once it is linked, and who sees it. `installDoor` is where the GitHub App is installed. */
export const WhatPalioReads = ({ installDoor }: { installDoor: string | null }) => (
  <Section name="What Palio reads">
    <div className="stack">
      <p>
        Its description, licence, languages, topics and size; README, publiccode.yml and .palio; the commits of its
        default branch since the opening, with their authors’ names and accounts; its pushes, releases and checks. When
        you hand in, all files of the judged commit are kept.
      </p>
      <p>
        Your team and the jury see all of it. From the deadline on, everyone sees the files of a public repository.
        Palio never writes to it.
      </p>
      {installDoor ? (
        <p>
          A private repository is read only through the GitHub App, and only once it is shown to be yours:{" "}
          <a href={installDoor} rel="noopener">
            install it
          </a>{" "}
          on that repository alone. Its address, README and files are then for your team and the jury; everyone else
          reads that it is private, the commit’s id and how many files it has. Palio marks a commit there as received
          only if you ask for it.
        </p>
      ) : (
        <p>A private repository cannot be read here. Make it public.</p>
      )}
    </div>
  </Section>
);
