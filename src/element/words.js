// The words of languages other than English, and a publisher's own: lines of text that the core reads. The build resolves
// "languages" with functions that import them, by their tags.
import LANGUAGES from "languages";

const fetched = {}; // promises of lines, by the tag of their language

export let getText; // fetches a text
export let log; // logs an error

/** Takes over these functions of the loader. */
export const loadWith = (...functions) => {
  [getText, log] = functions;
};

/** The language tag of the words in `element`, from the nearest attribute, or undefined. */
export const languageOf = (element) => element.closest("[lang]")?.lang || undefined;

/**
 * The lines of the language with this tag; undefined for English, if there is no such language, and if the lines cannot be
 * fetched, which is logged. `language` in src/text/languages/mod.rs chooses the same.
 */
export const linesFor = async (tag) => {
  let names = [];
  try {
    const { language, region } = new Intl.Locale(tag);
    const { script } = new Intl.Locale(tag).maximize();
    names = [`${language}-${script}-${region}`, `${language}-${region}`, `${language}-${script}`, language];
  } catch {} // not a language tag
  const name = names.find((name) => LANGUAGES[name]);
  return (
    name &&
    (fetched[name] ??= LANGUAGES[name]().then(
      (file) => file.default,
      // Not every engine says what it could not import.
      () => log(Error(`words (${name}) missing`)),
    ))
  );
};

/** The lines of a language (English if undefined) with the strings of a publisher: JSON, by the name of the string. */
export const withStrings = async (lines, json) =>
  json ? ((await LANGUAGES.own().catch(log))?.default(lines, json) ?? lines) : lines;
