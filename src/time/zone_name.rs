//! Names of time zones: the current name, and the place that readers look for. Must not import any other module.

/// Old names that browsers still report, each followed by its current name. ICU, which Chromium and WebKit use, never
/// changes a name; Firefox reports current names. `Uzhgorod` and `Zaporozhye` were merged with `Kyiv` in 2022. One text
/// takes fewer bytes than a table of pairs.
const RENAMED: &str = "\
    Africa/Asmera Africa/Asmara \
    America/Buenos_Aires America/Argentina/Buenos_Aires \
    America/Catamarca America/Argentina/Catamarca \
    America/Coral_Harbour America/Atikokan \
    America/Cordoba America/Argentina/Cordoba \
    America/Godthab America/Nuuk \
    America/Indianapolis America/Indiana/Indianapolis \
    America/Jujuy America/Argentina/Jujuy \
    America/Louisville America/Kentucky/Louisville \
    America/Mendoza America/Argentina/Mendoza \
    Asia/Calcutta Asia/Kolkata \
    Asia/Katmandu Asia/Kathmandu \
    Asia/Rangoon Asia/Yangon \
    Asia/Saigon Asia/Ho_Chi_Minh \
    Atlantic/Faeroe Atlantic/Faroe \
    Europe/Kiev Europe/Kyiv \
    Europe/Uzhgorod Europe/Kyiv \
    Europe/Zaporozhye Europe/Kyiv \
    Pacific/Enderbury Pacific/Kanton \
    Pacific/Ponape Pacific/Pohnpei \
    Pacific/Truk Pacific/Chuuk";

/// The current IANA name of `zone`, if browsers still report the zone under its old name; otherwise `zone` itself.
///
/// ```
/// use summit_brief::time::zone_name;
///
/// assert_eq!(zone_name::current("Asia/Calcutta"), "Asia/Kolkata");
/// assert_eq!(zone_name::current("Asia/Tokyo"), "Asia/Tokyo");
/// ```
#[must_use]
pub fn current(zone: &str) -> &str {
    let mut names = RENAMED.split(' ');
    while let (Some(old), Some(current)) = (names.next(), names.next()) {
        if old == zone {
            return current;
        }
    }
    zone
}

/// The city in the current name of `zone`: `Buenos Aires` for `America/Argentina/Buenos_Aires`.
#[must_use]
pub fn city(zone: &str) -> String {
    let mut city = place(zone);
    city.truncate(city.find(',').unwrap_or(city.len()));
    city
}

/// The city in the current name of `zone`, then the part between the region and the city, if there is one:
/// `Buenos Aires, Argentina`, `Kyiv`.
#[must_use]
pub fn place(zone: &str) -> String {
    let mut place = String::new();
    for (depth, part) in current(zone).split('/').enumerate() {
        place = if depth < 2 { words(part) } else { [&words(part), ", ", &place].concat() };
    }
    place
}

/// `Buenos Aires` for the part `Buenos_Aires` of a name.
fn words(part: &str) -> String {
    if part == "Ho_Chi_Minh" { "Ho Chi Minh City".to_owned() } else { part.replace('_', " ") }
}

/// The region of `zone`, by which lists are grouped: `America` for `America/New_York`, `UTC` for `UTC`.
#[must_use]
pub fn region(zone: &str) -> &str {
    zone.split('/').next().unwrap_or_default()
}

/// Whether `zone` is one of the tz database's names for UTC.
#[must_use]
pub fn is_utc(zone: &str) -> bool {
    let name = zone.strip_prefix("Etc/").unwrap_or(zone);
    ["UTC", "GMT", "UCT", "Zulu", "Universal", "Greenwich"].contains(&name)
}
