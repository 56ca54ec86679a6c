import { paths } from "~/paths";
import { Acts, LinkButton } from "~/ui/button";
import { KeyValues, Note } from "~/ui/layout";
import { When } from "~/ui/when";
import { licenceTitle } from "../known-licence";
import { type LicenceFacts, licenceSaid, needsLicence } from "../licence-words";

type About = LicenceFacts & {
  slug: string;
  description: string;
  contactName: string;
  landingPage: string | null;
  keywords: string[];
  themes: string[];
  issued: string | null;
  licenceReason: string | null;
  organisation: { name: string; timeZone: string };
};

/** What the publisher says of a dataset, and who answers for its licence. */
export function DatasetAbout({
  dataset,
  confirmedBy,
  mayEdit,
}: {
  dataset: About;
  confirmedBy: string | null;
  mayEdit: boolean;
}) {
  const { description, contactName, landingPage, keywords, themes, issued, licenceRaw } = dataset;
  const items = [
    { label: "Contact", value: contactName },
    { label: "Published", value: issued?.slice(0, 10) },
    { label: "Keywords", value: keywords.slice(0, 40).join(", ") },
    { label: "Themes", value: themes.slice(0, 20).join(", ") },
    { label: "Licence at the source", value: licenceSaid(licenceRaw) },
    {
      label: "At its source",
      value: landingPage && (
        <a href={landingPage} rel="nofollow noopener">
          {URL.canParse(landingPage) ? new URL(landingPage).host : landingPage}
        </a>
      ),
    },
  ].filter(({ value }) => value);
  return (
    <div className="stack">
      {description === "" ? (
        <p className="quiet">The publisher does not describe it.</p>
      ) : (
        <div className="reading">
          {description
            .split(/\n{2,}/)
            .map((paragraph) => paragraph.trim())
            .filter(Boolean)
            .map((paragraph, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a text is never reordered
              <p key={i}>{paragraph}</p>
            ))}
        </div>
      )}
      {items.length > 0 && <KeyValues items={items} />}
      <Confirmation dataset={dataset} confirmedBy={confirmedBy} />
      {needsLicence(dataset) && (
        <Note tone="warn">
          Nobody has yet said under which open licence this data may be used. No challenge is tied to it before that.
        </Note>
      )}
      {mayEdit && (
        <Acts>
          <LinkButton href={paths.confirmLicence(dataset.slug)}>
            {dataset.licenceConfirmedAt ? "Change the confirmed licence" : "Confirm the licence"}
          </LinkButton>
        </Acts>
      )}
    </div>
  );
}

function Confirmation({ dataset, confirmedBy }: { dataset: About; confirmedBy: string | null }) {
  const { licenceConfirmedAt, licenceId, licenceReason, organisation } = dataset;
  if (licenceConfirmedAt === null) return null;
  return (
    <Note>
      <p>
        {licenceId ? licenceTitle(licenceId) : "That its own terms allow building on it"}, confirmed by{" "}
        {confirmedBy ? `${confirmedBy} for ${organisation.name}` : organisation.name} on{" "}
        <When at={new Date(licenceConfirmedAt).toISOString()} zone={organisation.timeZone} as="day" />.
      </p>
      {licenceReason && <p className="quiet">“{licenceReason}”</p>}
    </Note>
  );
}
