type ZoneGroup = { group: string; options: { value: string; label: string }[] };

/** The named zones by continent; the one in use is among them even where the list has another spelling of it. */
export function timeZoneGroups(used: string): ZoneGroup[] {
  const zones = new Set([...Intl.supportedValuesOf("timeZone"), "UTC", ...(used ? [used] : [])]);
  const groups = new Map<string, ZoneGroup>();
  for (const zone of [...zones].sort()) {
    const group = zone.includes("/") ? (zone.split("/")[0] ?? "") : "Other";
    const options = groups.get(group)?.options ?? [];
    options.push({ value: zone, label: zone.replaceAll("_", " ") });
    groups.set(group, { group, options });
  }
  return [...groups.values()];
}
