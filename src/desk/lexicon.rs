//! Lookup tables, meant to be extended: places in the news that the tz database does not list, countries, newsrooms,
//! zone names and zone abbreviations.

/// The `(name, zone)` pairs of a table with one `zone: name, name` entry per line.
pub(crate) fn named(table: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    let lines = table.lines().filter_map(|line| line.split_once(": "));
    lines.flat_map(|(zone, names)| names.split(", ").map(move |name| (name, zone)))
}

/// Zones of well-known places.
pub(crate) const PLACES: &str = "\
Africa/Cairo: Sharm el-Sheikh
Africa/Casablanca: Marrakech, Rabat
Africa/Johannesburg: Cape Town, Pretoria
Africa/Lagos: Abuja
America/Cancun: Cancun
America/Chicago: Austin, Dallas, Houston, Milwaukee, New Orleans
America/Los_Angeles: Las Vegas, San Diego, San Francisco, Seattle
America/New_York: Annapolis, Atlanta, Boston, Camp David, Cleveland, Miami, New York City, Palm Beach, Philadelphia
America/New_York: Pittsburgh, Washington, Washington D.C, Washington DC
America/Sao_Paulo: Brasilia, Rio de Janeiro
America/Toronto: Montreal, Ottawa, Quebec
Asia/Almaty: Astana
Asia/Brunei: Brunei
Asia/Dubai: Abu Dhabi, Sharjah
Asia/Gaza: Gaza
Asia/Ho_Chi_Minh: Da Nang, Hanoi
Asia/Jerusalem: Israel, Israeli, Tel Aviv
Asia/Karachi: Islamabad
Asia/Kolkata: Bangalore, Delhi, Hyderabad, India, Indian, Mumbai, New Delhi
Asia/Makassar: Bali
Asia/Qatar: Doha
Asia/Riyadh: Saudi
Asia/Seoul: Busan, Korean
Asia/Shanghai: Beijing, Chengdu, China, Chinese, Chinese capital, Chongqing, Guangzhou, Shenzhen, Wuhan
Asia/Tokyo: Hiroshima, Japan, Japanese, Japanese capital, Kyoto, Nagasaki, Osaka, Sapporo
Australia/Sydney: Canberra
Europe/Amsterdam: Hague, Rotterdam, The Hague
Europe/Berlin: Bonn, Cologne, Düsseldorf, Frankfurt, German, German capital, Hamburg, Leipzig, Munich
Europe/Bratislava: Bratislava
Europe/Brussels: Antwerp
Europe/Helsinki: Finland, Finnish, Finnish capital
Europe/Istanbul: Ankara, Turkish
Europe/Kyiv: Kiev
Europe/London: Belfast, Britain, British, British capital, Cardiff, Cornwall, Edinburgh, England, Glasgow, Manchester
Europe/London: UK
Europe/Madrid: Barcelona
Europe/Minsk: Minsk
Europe/Moscow: Kazan, Russian capital, Sochi, St Petersburg
Europe/Paris: Biarritz, French, French capital, Lyon, Marseille, Nice, Strasbourg
Europe/Rome: Florence, Italian, Milan, Naples, Turin, Venice
Europe/Simferopol: Yalta
Europe/Warsaw: Krakow
Europe/Zurich: Basel, Bern, Davos, Geneva, Lausanne, Swiss, Zürich
Pacific/Auckland: Wellington
UTC: Greenwich, Greenwich Mean";

/// Zones of countries and regions with a single time zone. A country can give the zone of a time, but it cannot be an
/// event's place.
pub(crate) const COUNTRIES: &str = "\
Africa/Addis_Ababa: Ethiopia
Africa/Cairo: Egypt
Africa/Casablanca: Morocco
Africa/Lagos: Nigeria
Africa/Nairobi: Kenya
Africa/Tunis: Tunisia
America/Argentina/Buenos_Aires: Argentina
America/Bogota: Colombia
America/Caracas: Venezuela
America/Havana: Cuba
America/Lima: Peru
America/New_York: New Jersey
Asia/Aden: Yemen
Asia/Amman: Jordan
Asia/Baghdad: Iraq
Asia/Bangkok: Thailand
Asia/Beirut: Lebanon
Asia/Colombo: Sri Lanka
Asia/Damascus: Syria
Asia/Dhaka: Bangladesh
Asia/Dubai: UAE, United Arab Emirates
Asia/Ho_Chi_Minh: Vietnam
Asia/Karachi: Pakistan
Asia/Kathmandu: Nepal
Asia/Kuala_Lumpur: Malaysia
Asia/Kuwait: Kuwait
Asia/Manila: Philippines
Asia/Muscat: Oman
Asia/Pyongyang: North Korea, North Korean
Asia/Riyadh: Saudi Arabia
Asia/Seoul: South Korea, South Korean
Asia/Taipei: Taiwan
Asia/Tehran: Iran
Atlantic/Reykjavik: Iceland
Australia/Adelaide: South Australia
Australia/Perth: Western Australia
Europe/Amsterdam: Netherlands
Europe/Athens: Greece
Europe/Belgrade: Serbia
Europe/Berlin: Germany
Europe/Bratislava: Slovakia
Europe/Brussels: Belgium
Europe/Bucharest: Romania
Europe/Budapest: Hungary
Europe/Copenhagen: Denmark
Europe/Dublin: Ireland
Europe/Istanbul: Turkey
Europe/Kyiv: Ukraine
Europe/Lisbon: Portugal
Europe/London: Northern Ireland, Scotland, Wales
Europe/Luxembourg: Luxembourg
Europe/Madrid: Spain
Europe/Minsk: Belarus
Europe/Oslo: Norway
Europe/Paris: Central Europe, France
Europe/Prague: Czech Republic
Europe/Riga: Latvia
Europe/Rome: Italy
Europe/Sofia: Bulgaria
Europe/Stockholm: Sweden
Europe/Tallinn: Estonia
Europe/Vienna: Austria
Europe/Vilnius: Lithuania
Europe/Warsaw: Poland
Europe/Zagreb: Croatia
Europe/Zurich: Switzerland";

/// Regional zone names, such as “Eastern” and “Central European”.
pub(crate) const FAMILIES: &str = "\
Africa/Johannesburg: South Africa
Africa/Lagos: West Africa
Africa/Maputo: Central Africa
Africa/Nairobi: East Africa, East African
America/Chicago: Central
America/Denver: Mountain
America/Halifax: Atlantic
America/Los_Angeles: Pacific
America/New_York: Eastern
Asia/Kolkata: Indian
Europe/Helsinki: Eastern European
Europe/London: British
Europe/Paris: Central European
UTC: Greenwich Mean";

/// Home zones of newspapers and agencies.
pub(crate) const NEWSROOMS: &str = "\
Asia/Hong_Kong: South China Morning Post, SCMP
Europe/London: BBC News, The Guardian, Financial Times
America/New_York: The New York Times, The Washington Post, Wall Street Journal
America/Los_Angeles: Los Angeles Times
Asia/Singapore: The Straits Times
Asia/Kolkata: The Times of India
Asia/Tokyo: The Japan Times
Australia/Sydney: Sydney Morning Herald
Europe/Berlin: Deutsche Welle
Europe/Dublin: The Irish Times
Europe/Helsinki: Helsingin Sanomat";

/// Zone abbreviations, each with the UTC offset that it means. `CT`, `ET`, `MT` and `PT` name a zone but no offset.
pub(crate) const ABBREVIATIONS: &str = "\
Africa/Johannesburg: SAST +2
Africa/Lagos: WAT +1
Africa/Maputo: CAT +2
Africa/Nairobi: EAT +3
America/Anchorage: AKDT -8, AKST -9
America/Chicago: CDT -5, CT
America/Denver: MDT -6, MST -7, MT
America/Halifax: ADT -3
America/Los_Angeles: PDT -7, PST -8, PT
America/New_York: EDT -4, EST -5, ET
America/Sao_Paulo: BRT -3
America/St_Johns: NST -3:30
Asia/Baku: AZT +4
Asia/Bangkok: ICT +7
Asia/Hong_Kong: HKT +8
Asia/Jakarta: WIB +7
Asia/Jerusalem: IDT +3
Asia/Karachi: PKT +5
Asia/Kathmandu: NPT +5:45
Asia/Kuala_Lumpur: MYT +8
Asia/Makassar: WITA +8
Asia/Manila: PHT +8
Asia/Seoul: KST +9
Asia/Singapore: SGT +8
Asia/Tokyo: JST +9
Australia/Adelaide: ACST +9:30
Australia/Perth: AWST +8
Australia/Sydney: AEDT +11, AEST +10
Europe/Helsinki: EEST +3, EET +2
Europe/Istanbul: TRT +3
Europe/Lisbon: WEST +1, WET +0
Europe/London: BST +1
Europe/Moscow: MSK +3
Europe/Paris: CEST +2, CET +1
Pacific/Auckland: NZDT +13, NZST +12
Pacific/Honolulu: HST -10
UTC: GMT +0, UTC +0, Z +0";

/// Abbreviations shared by several zones: the abbreviation, its possible meanings and the zones.
pub(crate) const AMBIGUOUS: [(&str, &str, &[&str]); 5] = [
    ("AMT", "Amazon or Armenia Time", &["America/Manaus", "Asia/Yerevan"]),
    ("AST", "Atlantic or Arabia Standard Time", &["America/Halifax", "Asia/Riyadh"]),
    ("CST", "US Central, China or Cuba Standard Time", &["America/Chicago", "Asia/Shanghai", "America/Havana"]),
    ("GST", "Gulf Standard Time or South Georgia Time", &["Asia/Dubai", "Atlantic/South_Georgia"]),
    ("IST", "Indian, Israel or Irish Standard Time", &["Asia/Kolkata", "Asia/Jerusalem", "Europe/Dublin"]),
];

/// The zone of the well-known place `name`, ignoring ASCII case.
pub(crate) fn place_zone(name: &str) -> Option<&'static str> {
    named(PLACES).find(|(place, _)| place.eq_ignore_ascii_case(name)).map(|(_, zone)| zone)
}

/// Whether `name` is in [`COUNTRIES`]. Case-sensitive.
pub(crate) fn is_country(name: &str) -> bool {
    named(COUNTRIES).any(|(country, _)| country == name)
}

/// The zone that the abbreviation `name`, such as `HKT`, belongs to.
pub(crate) fn abbreviated_zone(name: &str) -> Option<&'static str> {
    named(ABBREVIATIONS).find(|(entry, _)| entry.split(' ').next() == Some(name)).map(|(_, zone)| zone)
}

/// The possible meanings of `name`, if several zones share that abbreviation.
pub(crate) fn ambiguous_zone(name: &str) -> Option<&'static str> {
    AMBIGUOUS.iter().find(|(abbreviation, ..)| *abbreviation == name).map(|(_, meanings, _)| *meanings)
}

/// The zone that an ambiguous abbreviation means, if exactly one of the zones that share it is among `known`.
pub(crate) fn settled_zone<'a>(name: &str, known: impl Iterator<Item = &'a str>) -> Option<&'static str> {
    let (.., zones) = AMBIGUOUS.iter().find(|(abbreviation, ..)| *abbreviation == name)?;
    let mut candidates: Vec<&str> =
        known.filter_map(|zone| zones.iter().find(|other| **other == zone).copied()).collect();
    candidates.sort_unstable();
    candidates.dedup();
    if let [only] = candidates.as_slice() { Some(only) } else { None }
}
