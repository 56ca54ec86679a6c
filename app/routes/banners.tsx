import { data, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { isOpenHouse } from "~/platform/config.server";
import { found, PRIVATE } from "~/platform/http/respond.server";
import { Banner } from "~/ui/banner";
import { arms, blazon, DIVISIONS, TAILS, THEMES } from "~/ui/heraldry";
import { PageHead, Section } from "~/ui/layout";
import { Main } from "~/ui/shell";

export const meta: MetaFunction = () => [{ title: "Thirty banners · Palio" }];

/** A sheet for the eye: exists only where no other machine can reach it. */
export async function loader(_: LoaderFunctionArgs) {
  found(isOpenHouse() || null);
  return data({ count: 30 }, { headers: PRIVATE });
}

/** The n-th banner of the sheet; theme, division and tail go round so that all of them are on it. */
const nth = (n: number) => {
  const theme = THEMES[n % THEMES.length] ?? "heritage";
  const division = DIVISIONS[n % DIVISIONS.length] ?? "plain";
  const tail = TAILS[n % TAILS.length] ?? "straight";
  const slug = `banner-${n + 1}`;
  return { slug, theme, arms: arms({ slug, theme, chosen: { division, tail } }) };
};

export default function Banners() {
  const { count } = useLoaderData<typeof loader>();
  const banners = Array.from({ length: count }, (_, n) => nth(n));
  return (
    <Main>
      <PageHead
        title="Thirty banners"
        lede="Drawn from a name and a theme. Each obeys the rule of tincture: a metal with a colour, never two of a kind."
      />
      <Section name="Large" note="As the face of a challenge." first>
        <div className="sheet">
          {banners.map((banner) => (
            <figure key={banner.slug}>
              <Banner {...banner} />
              <figcaption>{blazon(banner.theme, banner.arms)}</figcaption>
            </figure>
          ))}
        </div>
      </Section>
      <Section name="Small" note="As marks in lists and tables.">
        <div className="marks">
          {banners.map((banner) => (
            <Banner key={banner.slug} {...banner} detail="mark" />
          ))}
        </div>
      </Section>
      <Section name="In ink alone" note="Hatching tells the tinctures apart where there is no colour.">
        <div className="sheet">
          {banners.slice(0, 6).map((banner) => (
            <Banner key={banner.slug} {...banner} ink />
          ))}
        </div>
      </Section>
    </Main>
  );
}
