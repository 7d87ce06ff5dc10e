//! Decodes text: UTF-8, and the encodings of older newsroom systems.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::Encoding;

/// The text in `bytes` without its byte order mark, and the name of its encoding if that is not UTF-8.
pub(super) fn decode(bytes: Vec<u8>) -> (String, Option<&'static str>) {
    let bytes = match String::from_utf8(bytes) {
        // UTF-16 can be valid UTF-8, but then it contains NUL, which text does not.
        Ok(text) if !text.contains('\0') => {
            return match text.strip_prefix('\u{feff}') {
                Some(rest) => (rest.to_owned(), None),
                None => (text, None),
            };
        }
        Ok(text) => text.into_bytes(),
        Err(error) => error.into_bytes(),
    };
    let encoding = Encoding::for_bom(&bytes).map(|(encoding, _)| encoding).or_else(|| utf_16_without_mark(&bytes));
    let encoding = encoding.or_else(|| declared(&bytes)).unwrap_or_else(|| {
        let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
        detector.feed(&bytes, true);
        detector.guess(None, Utf8Detection::Deny)
    });
    let (text, encoding, _) = encoding.decode(&bytes);
    (text.into_owned(), Some(encoding.name()))
}

/// Why the file is refused and what to do, if its first bytes show that it is UTF-32 or not text.
pub(super) fn refusal(bytes: &[u8]) -> Option<String> {
    const AS_TEXT: &str = "not text; save its content as plain text, Markdown or HTML";
    const AS_UTF_8: &str = "which browsers cannot read either; save it as UTF-8";
    const KINDS: [(&[u8], &str, &str); 6] = [
        (b"PK\x03\x04", "a Word document or another archive", AS_TEXT),
        (b"\xd0\xcf\x11\xe0", "an old Word document", AS_TEXT),
        (b"%PDF-", "a PDF", AS_TEXT),
        (b"{\\rtf", "a Rich Text document", AS_TEXT),
        (b"\xff\xfe\0\0", "UTF-32", AS_UTF_8),
        (b"\0\0\xfe\xff", "UTF-32", AS_UTF_8),
    ];
    let (_, kind, rest) = KINDS.iter().find(|(start, ..)| bytes.starts_with(start))?;
    Some(format!("is {kind}, {rest}"))
}

/// UTF-16 without a byte order mark. In English text, every other byte is zero.
fn utf_16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let start = &bytes[..bytes.len().min(1_000)];
    let mostly_zero = |from: usize| {
        let zeros = start.iter().skip(from).step_by(2).filter(|byte| **byte == 0).count();
        start.len() > 1 && zeros * 10 > start.len() / 2 * 7
    };
    if mostly_zero(1) {
        Some(encoding_rs::UTF_16LE)
    } else if mostly_zero(0) {
        Some(encoding_rs::UTF_16BE)
    } else {
        None
    }
}

/// The encoding that an HTML file declares: `<meta charset=…>` within its first 1,024 bytes (HTML, section 13.2.3.2).
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let start = String::from_utf8_lossy(&bytes[..bytes.len().min(1_024)]).to_ascii_lowercase();
    let (_, rest) = start.split_once("charset=")?;
    let name = rest.trim_start_matches(['"', '\'']).split(['"', '\'', '>', ' ', ';', '/']).next()?;
    Encoding::for_label(name.as_bytes()).filter(|encoding| *encoding != encoding_rs::UTF_8)
}
