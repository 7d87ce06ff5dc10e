//! Hashes of the widget's files, which browsers compare with what a server sends (Subresource Integrity).

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Map, Value, json};
use sha2::{Digest as _, Sha384};

const LOADER: &str = "summit-brief.js";
const STYLE_SHEET: &str = "summit-brief.css";
const WASM_SUFFIX: &str = "_bg.wasm";

/// The hashes of the files of one build, as attributes and import maps have them: `sha384-…`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Integrity {
    pub(super) style_sheet: String,
    pub(super) loader: String,
    pub(super) wasm: String,
    /// By name: the scripts that the loader imports.
    modules: Vec<(String, String)>,
}

impl Integrity {
    /// Whether a page with the widget loads the file with this name.
    #[must_use]
    pub fn concerns(name: &str) -> bool {
        name == LOADER || name == STYLE_SHEET || name.starts_with("summit-brief-")
    }

    /// The hashes of `files`, by their names.
    ///
    /// # Errors
    /// What is missing, or what is there twice, as after two builds.
    pub fn of(files: &[(String, Vec<u8>)]) -> Result<Self, String> {
        let hash = |bytes: &[u8]| ["sha384-", &STANDARD.encode(Sha384::digest(bytes))].concat();
        let only = |what: &str, is_it: &dyn Fn(&str) -> bool| {
            let mut found = files.iter().filter(|(name, _)| is_it(name));
            match (found.next(), found.next()) {
                (Some((_, bytes)), None) => Ok(hash(bytes)),
                (None, _) => Err(format!("there is no {what}; name the folder with the widget's files")),
                (Some((one, _)), Some((other, _))) => {
                    Err(format!("{one} and {other} are of two builds; name a folder with the files of one"))
                }
            }
        };
        let mut modules: Vec<(String, String)> = files
            .iter()
            .filter(|(name, _)| name != LOADER && name.ends_with(".js"))
            .map(|(name, bytes)| (name.clone(), hash(bytes)))
            .collect();
        modules.sort();
        Ok(Self {
            style_sheet: only(STYLE_SHEET, &|name| name == STYLE_SHEET)?,
            loader: only(LOADER, &|name| name == LOADER)?,
            wasm: only("WebAssembly (summit-brief-…_bg.wasm)", &|name| name.ends_with(WASM_SUFFIX))?,
            modules,
        })
    }

    /// The import map with the hashes of the scripts in the folder `base` (HTML, section 8.1.5.3).
    pub(super) fn import_map(&self, base: &str) -> String {
        // A relative address must look like one.
        let is_url = base.contains("://") || base.starts_with(['/', '.']);
        let base = if is_url { base.to_owned() } else { ["./", base].concat() };
        let hashes = self.modules.iter().map(|(name, hash)| ([&base, name.as_str()].concat(), hash.as_str().into()));
        json!({ "integrity": Value::Object(hashes.collect::<Map<_, _>>()) }).to_string()
    }
}
