import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Fragment } from "react";
import { paths } from "~/paths";
import { config, isOpenHouse } from "~/platform/config.server";
import { found } from "~/platform/http/respond.server";
import { outbox } from "~/platform/mail/mail.server";
import { PageHead } from "~/ui/layout";
import { Main } from "~/ui/shell";
import { When } from "~/ui/when";

export const meta: MetaFunction = () => [{ title: "Outbox · Palio" }];

/** Letters that stay on this machine; exists only where no other machine can reach it. */
export async function loader() {
  found(isOpenHouse() || null);
  const letters = await outbox();
  return {
    zone: config().timeZone,
    letters: letters.map(({ createdAt, sentAt: _sent, ...letter }) => ({ ...letter, at: createdAt.toISOString() })),
  };
}

export default function Outbox() {
  const { letters, zone } = useLoaderData<typeof loader>();
  return (
    <Main narrow>
      <PageHead
        title="Outbox"
        lede="In the demonstration no mail leaves this machine. Here is what would have been sent, newest first."
      />
      {letters.length === 0 && <p>Nothing yet. Ask for a sign-in code, and it appears here.</p>}
      {letters.map(({ id, to, subject, text, recordHashes, at }) => (
        <article className="part" key={id}>
          <h2>{subject}</h2>
          <p className="quiet">
            To {to}, <When at={at} zone={zone} />
          </p>
          <pre className="letter">{text}</pre>
          {recordHashes.length > 0 && (
            <p>
              With it, once the record is signed:{" "}
              {recordHashes.map((hash, i) => (
                <Fragment key={hash}>
                  {i > 0 && ", "}
                  <a href={paths.recordReceipt(hash)}>
                    {recordHashes.length === 1 ? "the receipt" : `receipt ${i + 1}`}
                  </a>
                </Fragment>
              ))}
            </p>
          )}
        </article>
      ))}
    </Main>
  );
}
