// Prints how English is written in each region, from the CLDR data of this Node: the tables of src/text/locale.rs.
//
//   node tools/english-habits.mjs              the tables, in Rust
//   node tools/english-habits.mjs --samples    one moment as each region writes it: tests/fixtures/english-habits.txt

// CLDR has no English for the European Union, and only an alias for `UK`. Both are common in pages, and both use the
// 24-hour clock.
const ALSO_H23 = ["EU", "UK"];

const moment = new Date("2018-07-16T18:20:00Z");

/** One moment, as `region` writes it; undefined if CLDR has no English for the region. */
function sample(region) {
  const tag = `en-${region}`;
  const format = (options) => {
    const formatter = new Intl.DateTimeFormat(tag, { ...options, timeZone: "UTC" });
    if (formatter.resolvedOptions().locale === tag) return formatter.format(moment).replace(/\s/g, " ");
  };
  const date = { day: "numeric", month: "long" };
  const texts = {
    clock: format({ timeStyle: "short" }),
    h12: format({ hour: "numeric", minute: "2-digit", hourCycle: "h12" }),
    date: format({ ...date, weekday: "long", year: "numeric" }),
    shortDate: format({ ...date, weekday: "short" }),
  };
  return texts.clock && { region, ...texts };
}

const letters = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"];
const regions = ["001", "150", ...letters.flatMap((first) => letters.map((second) => first + second))];
const samples = regions.map(sample).filter(Boolean);

if (process.argv.includes("--samples")) {
  console.log(`# English in CLDR ${process.versions.cldr}, by \`node tools/english-habits.mjs --samples\`.`);
  for (const written of new Set(samples.map(text))) {
    console.log(`${names(samples.filter((one) => text(one) === written))} | ${written}`);
  }
} else {
  const counts24 = ({ clock }) => !/m/i.test(clock);
  const monthFirst = ({ date }) => date.includes("July 16");
  const upper = ({ h12 }) => h12.endsWith("PM");
  const h12 = samples.filter((one) => !counts24(one));
  console.log(`// CLDR ${process.versions.cldr}`);
  table("ENGLISH_H23", [...samples.filter(counts24).map(({ region }) => region), ...ALSO_H23].sort().join(" "));
  table("H23_MONTH_FIRST", names(samples.filter((one) => counts24(one) && monthFirst(one))));
  table("H12_DAY_FIRST", names(h12.filter((one) => !monthFirst(one))));
  table("UPPER_DAY_FIRST", names(h12.filter((one) => !monthFirst(one) && upper(one))));
  table("DOTTED", names(h12.filter(({ h12 }) => h12.endsWith("p.m."))));
}

function text({ clock, h12, date, shortDate }) {
  return [clock, h12, date, shortDate].join(" | ");
}

function names(samples) {
  return samples.map(({ region }) => region).join(" ");
}

function table(name, regions) {
  const lines = regions.match(/.{1,110}(?: |$)/g);
  console.log(`const ${name}: &str = "${lines.length > 1 ? "\\\n    " : ""}${lines.join("\\\n    ")}";`);
}
