//! The cards' state machine: what opens and closes a card, the cause of each reported change, and the order of reports.

use std::rc::Rc;

use serde_json::json;
use summit_brief::brief::Brief;
use summit_brief::widget::{CardStep, Cards, Cause, Change, Expand, LastClick, Prerendered, leads_to};

use super::support::{Random, accord, helsinki, helsinki_with};

// Cards of the Helsinki brief, by the index of their issue.
const MEDDLING: usize = 0;
const UKRAINE: usize = 1;
const SYRIA: usize = 2;
const DISARMAMENT: usize = 3;
const NATO: usize = 4;
const TRADE: usize = 8;
const COUNT: usize = 9;

const TO_UKRAINE: &str = "helsinki-2018-ukraine";
const TO_NATO: &str = "helsinki-2018-nato";

type Request = fn(&mut Cards) -> Vec<CardStep>;

/// Requests from controls, scripts and the address. Each changes at least one card when only Ukraine and NATO are open.
const REQUESTS: [(&str, Request); 7] = [
    ("Show all", |cards| cards.show_all(true)),
    ("Hide all", |cards| cards.show_all(false)),
    ("expandAll", |cards| cards.set_all(true)),
    ("collapseAll", |cards| cards.set_all(false)),
    ("open", |cards| cards.open("syria").unwrap()),
    ("expand", |cards| cards.expand(&Expand::First)),
    ("fragment", |cards| cards.follow("helsinki-2018-syria", true).unwrap()),
];

/// A brief with this id and with one issue for each id in `issues`.
fn with_ids(id: &str, issues: &[&str]) -> Brief {
    let issue = |id: &&str| json!({ "id": id, "title": "Talks", "summary": "They talk." });
    helsinki_with(|json| {
        json["id"] = json!(id);
        json["issues"] = issues.iter().map(issue).collect();
    })
}

/// Live cards of the Helsinki brief, with those at `open` open.
fn live(open: &[usize]) -> Cards {
    adopt(open, &[], None, "").0
}

/// Adopts cards of the Helsinki brief, with those at `open` rendered open, and checks that each change is carried out
/// at once and reported later. Returns the cards, the reports, and whether the reader has closed the card that
/// `fragment` names.
fn adopt(
    open: &[usize],
    prerendered: &[Prerendered],
    remembered: Option<&[&str]>,
    fragment: &str,
) -> (Cards, Vec<CardStep>, bool) {
    let mut cards = Cards::new(Rc::new(helsinki()));
    let remembered = remembered.map(ids);
    let (steps, closed) = cards.adopt(states(open), prerendered, remembered.as_deref(), fragment);
    let reports = cards.report_pending();
    assert_eq!(steps, reports.iter().map(set_of).collect::<Vec<_>>());
    (cards, reports, closed)
}

/// Live cards with Ukraine and NATO open. The click that opened Ukraine has not been reported yet.
fn with_a_change_pending() -> Cards {
    let mut cards = Cards::new(Rc::new(helsinki()));
    let (steps, _) = cards.adopt(states(&[NATO]), &prerendered(&[UKRAINE, NATO], &[UKRAINE]), None, "");
    assert_eq!(steps, [CardStep::Set(UKRAINE, true)]);
    cards
}

fn states(open: &[usize]) -> Vec<bool> {
    (0..COUNT).map(|index| open.contains(&index)).collect()
}

/// The prerendered cards. Those at `open` are open; the headings at `clicked` were clicked.
fn prerendered(open: &[usize], clicked: &[usize]) -> Vec<Prerendered> {
    let brief = helsinki();
    let card = |(index, issue)| {
        let (open, clicked) = (open.contains(&index), clicked.contains(&index));
        Prerendered { id: brief.fragment(issue), open, clicked }
    };
    brief.issues.iter().enumerate().map(card).collect()
}

fn ids(ids: &[&str]) -> Vec<String> {
    ids.iter().map(|id| (*id).to_owned()).collect()
}

fn heading(index: usize) -> LastClick {
    LastClick { heading: Some(index), href: None }
}

fn link(href: &str) -> LastClick {
    LastClick { heading: None, href: Some(href.to_owned()) }
}

fn report(index: usize, open: bool, cause: Cause) -> CardStep {
    CardStep::Report(Change { index, open, cause })
}

fn set_of(report: &CardStep) -> CardStep {
    match report {
        CardStep::Report(change) => CardStep::Set(change.index, change.open),
        CardStep::Set(..) => panic!("expected a report, found {report:?}"),
    }
}

/// The steps that change the cards at `indices`, then report them.
fn changes(indices: &[usize], open: bool, cause: Cause) -> Vec<CardStep> {
    let sets = indices.iter().map(|index| CardStep::Set(*index, open));
    sets.chain(indices.iter().map(|index| report(*index, open, cause))).collect()
}

/// Delivers the toggle of each card that `steps` open or close, as a browser does, and expects no report.
fn toggle_silently(cards: &mut Cards, steps: &[CardStep], fragment: &str) {
    for step in steps {
        if let CardStep::Set(index, open) = *step {
            assert_eq!(cards.toggled(index, open, fragment), [], "{step:?}");
        }
    }
}

fn nothing_open(cards: &Cards) -> bool {
    cards.open_ids().is_empty() && !cards.all_open()
}

// Clicks.

#[test]
fn a_click_on_a_heading_is_the_cause_of_the_toggle_that_follows() {
    let mut cards = live(&[]);
    for open in [true, false, true] {
        cards.clicked(heading(UKRAINE));
        assert_eq!(cards.toggled(UKRAINE, open, ""), [report(UKRAINE, open, Cause::Click)]);
        assert_eq!(cards.open_ids().contains(&"ukraine".to_owned()), open);
    }
}

#[test]
fn a_click_explains_only_one_change() {
    let mut cards = live(&[]);
    cards.clicked(heading(UKRAINE));
    assert_eq!(cards.toggled(UKRAINE, true, ""), [report(UKRAINE, true, Cause::Click)]);
    assert_eq!(cards.toggled(UKRAINE, false, ""), [report(UKRAINE, false, Cause::Browser)]);
}

#[test]
fn a_click_on_one_heading_does_not_explain_another_card() {
    let mut cards = live(&[]);
    cards.clicked(heading(UKRAINE));
    assert_eq!(cards.toggled(SYRIA, true, ""), [report(SYRIA, true, Cause::Browser)]);
}

#[test]
fn a_click_still_explains_its_card_after_another_card_toggles() {
    let mut cards = live(&[]);
    cards.clicked(heading(UKRAINE));
    cards.toggled(SYRIA, true, "");
    assert_eq!(cards.toggled(UKRAINE, true, ""), [report(UKRAINE, true, Cause::Click)]);
}

#[test]
fn only_the_last_click_explains_a_change() {
    for last in [LastClick::default(), link("#below"), heading(SYRIA)] {
        let mut cards = live(&[]);
        cards.clicked(heading(UKRAINE));
        cards.clicked(last.clone());
        assert_eq!(cards.toggled(UKRAINE, true, ""), [report(UKRAINE, true, Cause::Browser)], "{last:?}");
    }
}

#[test]
fn a_double_click_that_changes_nothing_reports_nothing_and_explains_nothing_later() {
    let mut cards = live(&[]);
    cards.clicked(heading(UKRAINE));
    cards.clicked(heading(UKRAINE));
    assert_eq!(cards.toggled(UKRAINE, false, ""), []);
    assert_eq!(cards.toggled(UKRAINE, true, ""), [report(UKRAINE, true, Cause::Browser)]);
}

#[test]
fn a_click_takes_precedence_over_a_fragment_that_names_the_card() {
    let mut cards = live(&[]);
    cards.clicked(heading(UKRAINE));
    assert_eq!(cards.toggled(UKRAINE, true, TO_UKRAINE), [report(UKRAINE, true, Cause::Click)]);
}

// Toggles.

#[test]
fn a_requested_toggle_reports_nothing() {
    for (name, request) in REQUESTS {
        let mut cards = live(&[UKRAINE, NATO]);
        let steps = request(&mut cards);
        assert!(steps.iter().any(|step| matches!(step, CardStep::Set(..))), "{name} changes a card");
        let open = cards.open_ids();
        toggle_silently(&mut cards, &steps, "");
        assert_eq!(cards.open_ids(), open, "{name}");
    }
}

#[test]
fn a_repeated_toggle_is_reported_once() {
    let mut cards = live(&[]);
    assert_eq!(cards.toggled(UKRAINE, true, ""), [report(UKRAINE, true, Cause::Browser)]);
    assert_eq!(cards.toggled(UKRAINE, true, ""), []);
}

#[test]
fn a_toggle_without_a_click_or_a_fragment_has_the_cause_browser() {
    let mut cards = live(&[NATO]);
    assert_eq!(cards.toggled(UKRAINE, true, ""), [report(UKRAINE, true, Cause::Browser)]);
    assert_eq!(cards.toggled(NATO, false, ""), [report(NATO, false, Cause::Browser)]);
    assert_eq!(cards.open_ids(), ["ukraine"]);
}

#[test]
fn a_card_found_in_page_can_be_closed_by_a_click() {
    let mut cards = live(&[]);
    assert_eq!(cards.toggled(NATO, true, ""), [report(NATO, true, Cause::Browser)]);
    cards.clicked(heading(NATO));
    assert_eq!(cards.toggled(NATO, false, ""), [report(NATO, false, Cause::Click)]);
    assert!(nothing_open(&cards));
}

#[test]
fn a_toggle_of_a_card_without_an_issue_reports_nothing() {
    let mut cards = live(&[]);
    assert_eq!(cards.toggled(COUNT, true, ""), []);
    assert_eq!(cards.toggled(usize::MAX, true, ""), []);
    assert!(nothing_open(&cards));
}

#[test]
fn all_open_is_true_only_once_the_last_card_opens() {
    let mut cards = live(&[]);
    for index in (0..COUNT).rev() {
        assert!(!cards.all_open(), "before card {index}");
        cards.clicked(heading(index));
        cards.toggled(index, true, "");
    }
    assert!(cards.all_open());
    cards.toggled(SYRIA, false, "");
    assert!(!cards.all_open());
}

#[test]
fn open_ids_are_in_the_order_of_the_issues() {
    let mut cards = live(&[]);
    for index in [TRADE, UKRAINE, NATO] {
        cards.toggled(index, true, "");
    }
    assert_eq!(cards.open_ids(), ["ukraine", "nato", "trade-war"]);
}

// Fragments.

#[test]
fn a_card_that_the_browser_opens_for_a_new_fragment_has_the_cause_fragment() {
    let mut cards = live(&[]);
    assert_eq!(cards.toggled(UKRAINE, true, TO_UKRAINE), [report(UKRAINE, true, Cause::Fragment)]);
    assert_eq!(cards.open_ids(), ["ukraine"]);
}

#[test]
fn a_fragment_explains_only_one_opening() {
    let mut cards = live(&[]);
    assert_eq!(cards.toggled(UKRAINE, true, TO_UKRAINE), [report(UKRAINE, true, Cause::Fragment)]);
    cards.toggled(UKRAINE, false, TO_UKRAINE);
    assert_eq!(cards.toggled(UKRAINE, true, TO_UKRAINE), [report(UKRAINE, true, Cause::Browser)]);
}

#[test]
fn a_followed_fragment_does_not_explain_a_later_opening() {
    let mut cards = live(&[]);
    cards.follow(TO_UKRAINE, true);
    cards.clicked(heading(UKRAINE));
    assert_eq!(cards.toggled(UKRAINE, false, TO_UKRAINE), [report(UKRAINE, false, Cause::Click)]);
    assert_eq!(cards.toggled(UKRAINE, true, TO_UKRAINE), [report(UKRAINE, true, Cause::Browser)]);
}

#[test]
fn a_link_to_the_fragment_reopens_its_card_on_each_click() {
    let mut cards = live(&[]);
    cards.follow(TO_UKRAINE, true);
    for href in ["#helsinki-2018-ukraine", "https://news.example/summit?page=2#helsinki-2018-ukraine"] {
        cards.clicked(heading(UKRAINE));
        assert_eq!(cards.toggled(UKRAINE, false, TO_UKRAINE), [report(UKRAINE, false, Cause::Click)]);
        cards.clicked(link(href));
        assert_eq!(cards.toggled(UKRAINE, true, TO_UKRAINE), [report(UKRAINE, true, Cause::Fragment)], "{href}");
        assert_eq!(cards.follow(TO_UKRAINE, true), Some(vec![]));
    }
}

#[test]
fn a_clicked_link_explains_only_one_opening() {
    let mut cards = live(&[]);
    cards.follow(TO_UKRAINE, true);
    cards.toggled(UKRAINE, false, TO_UKRAINE);
    cards.clicked(link("#helsinki-2018-ukraine"));
    assert_eq!(cards.toggled(UKRAINE, true, TO_UKRAINE), [report(UKRAINE, true, Cause::Fragment)]);
    cards.toggled(UKRAINE, false, TO_UKRAINE);
    assert_eq!(cards.toggled(UKRAINE, true, TO_UKRAINE), [report(UKRAINE, true, Cause::Browser)]);
}

#[test]
fn a_clicked_link_that_leads_elsewhere_does_not_make_the_fragment_new() {
    for href in ["#helsinki-2018-nato", "#below", "#", "helsinki-2018-ukraine", "/other-page"] {
        let mut cards = live(&[]);
        cards.follow(TO_UKRAINE, true);
        cards.toggled(UKRAINE, false, TO_UKRAINE);
        cards.clicked(link(href));
        assert_eq!(cards.toggled(UKRAINE, true, TO_UKRAINE), [report(UKRAINE, true, Cause::Browser)], "{href}");
    }
}

#[test]
fn a_clicked_link_explains_nothing_while_the_address_names_something_else() {
    for fragment in ["", "below", TO_NATO] {
        let mut cards = live(&[]);
        cards.clicked(link("#helsinki-2018-ukraine"));
        assert_eq!(cards.toggled(UKRAINE, true, fragment), [report(UKRAINE, true, Cause::Browser)], "{fragment}");
    }
}

#[test]
fn a_fragment_never_explains_why_a_card_closes() {
    let mut cards = live(&[UKRAINE]);
    cards.clicked(link("#helsinki-2018-ukraine"));
    assert_eq!(cards.toggled(UKRAINE, false, TO_UKRAINE), [report(UKRAINE, false, Cause::Browser)]);
}

#[test]
fn a_fragment_that_names_another_card_explains_nothing() {
    for fragment in [TO_NATO, "helsinki-2018-ukrain", "helsinki-2018-ukraine-2", "accord-review-ukraine", "ukraine"] {
        let mut cards = live(&[]);
        assert_eq!(cards.toggled(UKRAINE, true, fragment), [report(UKRAINE, true, Cause::Browser)], "{fragment}");
    }
}

#[test]
fn an_earlier_fragment_is_new_again_after_another() {
    for other in ["", "below", TO_NATO] {
        let mut cards = live(&[]);
        cards.follow(TO_UKRAINE, true);
        cards.set_all(false);
        cards.follow(other, true);
        assert_eq!(cards.toggled(UKRAINE, true, TO_UKRAINE), [report(UKRAINE, true, Cause::Fragment)], "{other:?}");
    }
}

#[test]
fn following_a_fragment_opens_its_card_and_no_other() {
    let mut cards = live(&[NATO]);
    assert_eq!(cards.follow(TO_UKRAINE, true), Some(changes(&[UKRAINE], true, Cause::Fragment)));
    assert_eq!(cards.open_ids(), ["ukraine", "nato"]);
}

#[test]
fn following_a_fragment_to_an_open_card_goes_there_and_changes_nothing() {
    let mut cards = live(&[UKRAINE]);
    assert_eq!(cards.follow(TO_UKRAINE, true), Some(vec![]));
    assert_eq!(cards.open_ids(), ["ukraine"]);
}

#[test]
fn back_and_forward_open_the_cards_they_name() {
    let mut cards = live(&[]);
    for (index, fragment) in [(UKRAINE, TO_UKRAINE), (NATO, TO_NATO), (UKRAINE, TO_UKRAINE), (NATO, TO_NATO)] {
        assert_eq!(cards.follow(fragment, true), Some(changes(&[index], true, Cause::Fragment)));
        cards.set_all(false);
    }
}

#[test]
fn fragments_that_name_no_issue_lead_to_no_card() {
    for fragment in [
        "",
        "below",
        "ukraine",
        "helsinki-2018",
        "helsinki-2018-",
        "helsinki-2018ukraine",
        "helsinki-2018--ukraine",
        "helsinki-2018-ukraine-",
        "helsinki-2018-nowhere",
        "Helsinki-2018-Ukraine",
        "#helsinki-2018-ukraine",
        "x-helsinki-2018-ukraine",
        "accord-review-ukraine",
    ] {
        let mut cards = live(&[]);
        assert_eq!(cards.follow(fragment, true), None, "{fragment:?}");
        assert_eq!(cards.index(fragment), None, "{fragment:?}");
        assert!(nothing_open(&cards));
    }
}

#[test]
fn each_fragment_of_the_brief_names_its_issue() {
    for (brief, cards) in [helsinki(), accord()].map(|brief| (brief.clone(), Cards::new(Rc::new(brief)))) {
        for (index, issue) in brief.issues.iter().enumerate() {
            assert_eq!(cards.index(&brief.fragment(issue)), Some(index), "{}", issue.id);
        }
    }
}

#[test]
fn only_the_first_of_two_elements_with_the_same_brief_follows_a_fragment() {
    let (mut first, mut second) = (live(&[]), live(&[]));
    assert_eq!(first.follow(TO_UKRAINE, true), Some(changes(&[UKRAINE], true, Cause::Fragment)));
    assert_eq!(second.follow(TO_UKRAINE, false), None);
    assert_eq!(first.open_ids(), ["ukraine"]);
    assert!(nothing_open(&second));
}

#[test]
fn a_fragment_followed_in_one_element_explains_nothing_later_in_the_other() {
    let mut second = live(&[]);
    second.follow(TO_UKRAINE, false);
    assert_eq!(second.toggled(UKRAINE, true, TO_UKRAINE), [report(UKRAINE, true, Cause::Browser)]);
}

// Ids.

#[test]
fn issue_ids_may_contain_the_brief_id_and_hyphens() {
    let cards = Cards::new(Rc::new(with_ids("talks", &["talks", "talks-talks", "a", "a-b", "a-b-c", "2018-ukraine"])));
    for (fragment, expected) in [
        ("talks-talks", Some(0)),
        ("talks-talks-talks", Some(1)),
        ("talks-talks-talks-talks", None),
        ("talks-a", Some(2)),
        ("talks-a-b", Some(3)),
        ("talks-a-b-c", Some(4)),
        ("talks-b", None),
        ("talks-a-", None),
        ("talks", None),
    ] {
        assert_eq!(cards.index(fragment), expected, "{fragment}");
    }
}

#[test]
fn a_brief_whose_id_begins_with_that_of_another_has_its_own_fragments() {
    let short = Cards::new(Rc::new(with_ids("helsinki", &["ukraine", "nato"])));
    let long = Cards::new(Rc::new(with_ids("helsinki-2018", &["nato", "ukraine"])));
    assert_eq!((short.index(TO_UKRAINE), long.index(TO_UKRAINE)), (None, Some(1)));
    assert_eq!((short.index("helsinki-ukraine"), long.index("helsinki-ukraine")), (Some(0), None));
}

#[test]
fn a_link_to_an_id_with_the_same_ending_explains_nothing() {
    let mut cards = Cards::new(Rc::new(with_ids("talks", &["ukraine", "talks-ukraine"])));
    cards.adopt(vec![false, false], &[], None, "");
    cards.follow("talks-ukraine", true);
    cards.toggled(0, false, "talks-ukraine");
    cards.clicked(link("#talks-talks-ukraine"));
    assert_eq!(cards.toggled(0, true, "talks-ukraine"), [report(0, true, Cause::Browser)]);
}

#[test]
fn a_link_leads_to_the_fragment_it_ends_with() {
    for (href, leads) in [
        ("#helsinki-2018-ukraine", true),
        ("/summit#helsinki-2018-ukraine", true),
        ("https://news.example/summit?a=b#helsinki-2018-ukraine", true),
        ("", false),
        ("#", false),
        ("helsinki-2018-ukraine", false),
        ("/helsinki-2018-ukraine", false),
        ("#helsinki-2018-ukraine-", false),
        ("#my-helsinki-2018-ukraine", false),
        ("#ukraine", false),
        ("#Helsinki-2018-Ukraine", false),
        ("#helsinki-2018-ukraine?a=b", false),
    ] {
        assert_eq!(leads_to(href, TO_UKRAINE), leads, "{href:?}");
    }
}

// Show all and Hide all.

#[test]
fn show_all_opens_the_closed_cards_in_the_order_of_the_issues() {
    let mut cards = live(&[UKRAINE, NATO]);
    assert_eq!(cards.show_all(true), changes(&[0, 2, 3, 5, 6, 7, 8], true, Cause::All));
    assert!(cards.all_open());
}

#[test]
fn hide_all_closes_the_open_cards_in_the_order_of_the_issues() {
    let mut cards = live(&[NATO, UKRAINE, TRADE]);
    assert_eq!(cards.show_all(false), changes(&[UKRAINE, NATO, TRADE], false, Cause::All));
    assert!(nothing_open(&cards));
}

#[test]
fn show_all_and_hide_all_report_nothing_when_nothing_changes() {
    let mut cards = live(&[]);
    assert_eq!(cards.show_all(false), []);
    assert_eq!(cards.show_all(true).len(), 2 * COUNT);
    assert_eq!(cards.show_all(true), []);
    assert!(cards.all_open());
}

// Methods.

#[test]
fn a_script_opens_one_card_and_no_other() {
    let mut cards = live(&[NATO]);
    assert_eq!(cards.open("syria"), Some(changes(&[SYRIA], true, Cause::Script)));
    assert_eq!(cards.open_ids(), ["syria", "nato"]);
}

#[test]
fn opening_an_open_card_reports_nothing() {
    let mut cards = live(&[SYRIA]);
    assert_eq!(cards.open("syria"), Some(vec![]));
    assert_eq!(cards.open_ids(), ["syria"]);
}

#[test]
fn opening_an_unknown_issue_changes_nothing() {
    for id in ["", "no-such-issue", "Syria", "syri", "syria ", "helsinki-2018-syria", "helsinki-2018"] {
        let mut cards = live(&[NATO]);
        assert_eq!(cards.open(id), None, "{id:?}");
        assert_eq!(cards.open_ids(), ["nato"], "{id:?}");
    }
}

#[test]
fn a_script_reports_only_the_cards_that_it_changes() {
    let mut cards = live(&[MEDDLING]);
    assert_eq!(cards.set_all(true), changes(&[1, 2, 3, 4, 5, 6, 7, 8], true, Cause::Script));
    assert!(cards.all_open());
    assert_eq!(cards.set_all(true), []);
    assert_eq!(cards.set_all(false), changes(&[0, 1, 2, 3, 4, 5, 6, 7, 8], false, Cause::Script));
    assert!(nothing_open(&cards));
    assert_eq!(cards.set_all(false), []);
}

// The attribute `expand`.

#[test]
fn expand_none_closes_the_open_cards() {
    let mut cards = live(&[UKRAINE, NATO]);
    assert_eq!(cards.expand(&Expand::None), changes(&[UKRAINE, NATO], false, Cause::Script));
    assert!(nothing_open(&cards));
}

#[test]
fn expand_all_opens_the_closed_cards() {
    let mut cards = live(&[0, 1, 2, 3, 4, 5, 6]);
    assert_eq!(cards.expand(&Expand::All), changes(&[7, 8], true, Cause::Script));
    assert!(cards.all_open());
}

#[test]
fn expand_first_opens_the_first_card_and_closes_the_others() {
    let mut cards = live(&[SYRIA, NATO]);
    let steps = [
        CardStep::Set(MEDDLING, true),
        CardStep::Set(SYRIA, false),
        CardStep::Set(NATO, false),
        report(MEDDLING, true, Cause::Script),
        report(SYRIA, false, Cause::Script),
        report(NATO, false, Cause::Script),
    ];
    assert_eq!(cards.expand(&Expand::First), steps);
    assert_eq!(cards.open_ids(), ["election-meddling"]);
}

#[test]
fn expand_with_ids_opens_those_and_closes_the_others() {
    let mut cards = live(&[MEDDLING, NATO]);
    let steps = [
        CardStep::Set(MEDDLING, false),
        CardStep::Set(SYRIA, true),
        report(MEDDLING, false, Cause::Script),
        report(SYRIA, true, Cause::Script),
    ];
    assert_eq!(cards.expand(&Expand::Ids(ids(&["nato", "no-such-issue", "syria"]))), steps);
    assert_eq!(cards.open_ids(), ["syria", "nato"]);
}

#[test]
fn expand_reports_nothing_when_nothing_changes() {
    for (open, expand) in [
        (vec![], Expand::None),
        (vec![], Expand::Ids(ids(&["no-such-issue"]))),
        (vec![MEDDLING], Expand::First),
        (vec![UKRAINE], Expand::Ids(ids(&["ukraine"]))),
        ((0..COUNT).collect(), Expand::All),
    ] {
        let mut cards = live(&open);
        assert_eq!(cards.expand(&expand), [], "{expand:?}");
    }
}

// Adoption.

#[test]
fn adopting_untouched_prerendered_cards_changes_nothing() {
    for open in [vec![], vec![MEDDLING], vec![UKRAINE, NATO], (0..COUNT).collect()] {
        let (cards, reports, closed) = adopt(&open, &prerendered(&open, &[]), None, "");
        assert_eq!((reports, closed), (vec![], false));
        assert_eq!(cards.open_ids().len(), open.len());
        assert_eq!(cards.all_open(), open.len() == COUNT);
    }
}

#[test]
fn without_prerendered_cards_the_cards_stay_as_they_were_rendered() {
    let (cards, reports, closed) = adopt(&[MEDDLING], &[], None, TO_UKRAINE);
    assert_eq!((reports, closed), (vec![], false));
    assert_eq!(cards.open_ids(), ["election-meddling"]);
}

#[test]
fn a_prerendered_card_clicked_open_opens_with_the_cause_click() {
    let (cards, reports, closed) = adopt(&[], &prerendered(&[UKRAINE], &[UKRAINE]), None, "");
    assert_eq!((reports, closed), (vec![report(UKRAINE, true, Cause::Click)], false));
    assert_eq!(cards.open_ids(), ["ukraine"]);
}

#[test]
fn a_prerendered_card_clicked_closed_closes_with_the_cause_click() {
    let (cards, reports, closed) = adopt(&[MEDDLING], &prerendered(&[], &[MEDDLING]), None, "");
    assert_eq!((reports, closed), (vec![report(MEDDLING, false, Cause::Click)], false));
    assert!(nothing_open(&cards));
}

#[test]
fn a_prerendered_card_clicked_twice_reports_nothing() {
    let (cards, reports, closed) = adopt(&[NATO], &prerendered(&[NATO], &[UKRAINE, NATO]), None, "");
    assert_eq!((reports, closed), (vec![], false));
    assert_eq!(cards.open_ids(), ["nato"]);
}

#[test]
fn a_prerendered_card_opened_by_the_address_has_the_cause_fragment() {
    let (cards, reports, closed) = adopt(&[], &prerendered(&[UKRAINE], &[]), None, TO_UKRAINE);
    assert_eq!((reports, closed), (vec![report(UKRAINE, true, Cause::Fragment)], false));
    assert_eq!(cards.open_ids(), ["ukraine"]);
}

#[test]
fn following_the_fragment_after_adoption_opens_its_card_only_once() {
    let (mut cards, ..) = adopt(&[], &prerendered(&[UKRAINE], &[]), None, TO_UKRAINE);
    assert_eq!(cards.follow(TO_UKRAINE, true), Some(vec![]));
    cards.clicked(heading(UKRAINE));
    assert_eq!(cards.toggled(UKRAINE, false, TO_UKRAINE), [report(UKRAINE, false, Cause::Click)]);
}

#[test]
fn a_prerendered_card_opened_by_find_in_page_has_the_cause_browser() {
    for fragment in ["", "below", TO_NATO] {
        let (cards, reports, closed) = adopt(&[], &prerendered(&[UKRAINE], &[]), None, fragment);
        assert_eq!((reports, closed), (vec![report(UKRAINE, true, Cause::Browser)], false), "{fragment}");
        assert_eq!(cards.open_ids(), ["ukraine"]);
    }
}

#[test]
fn a_click_on_a_prerendered_card_takes_precedence_over_the_fragment() {
    let (_, reports, closed) = adopt(&[], &prerendered(&[UKRAINE], &[UKRAINE]), None, TO_UKRAINE);
    assert_eq!((reports, closed), (vec![report(UKRAINE, true, Cause::Click)], false));
}

#[test]
fn a_card_that_the_reader_closed_stays_closed_even_if_the_address_names_it() {
    let (mut cards, reports, closed) = adopt(&[], &prerendered(&[], &[UKRAINE]), None, TO_UKRAINE);
    assert_eq!((reports, closed), (vec![], true));
    assert!(nothing_open(&cards));
    // Its fragment counts as handled.
    assert_eq!(cards.toggled(UKRAINE, true, TO_UKRAINE), [report(UKRAINE, true, Cause::Browser)]);
}

#[test]
fn a_card_that_the_reader_closed_stays_closed_even_if_expand_and_the_address_open_it() {
    let (cards, reports, closed) = adopt(&[UKRAINE], &prerendered(&[], &[UKRAINE]), None, TO_UKRAINE);
    assert_eq!((reports, closed), (vec![report(UKRAINE, false, Cause::Click)], true));
    assert!(nothing_open(&cards));
}

#[test]
fn only_the_card_that_the_address_names_counts_as_closed_by_the_reader() {
    for (name, open, clicked, fragment) in [
        ("another card", vec![], vec![NATO], TO_UKRAINE),
        ("without a click", vec![], vec![], TO_UKRAINE),
        ("closed and opened again", vec![UKRAINE], vec![UKRAINE], TO_UKRAINE),
        ("without a fragment", vec![], vec![UKRAINE], ""),
        ("a fragment of the page", vec![], vec![UKRAINE], "below"),
    ] {
        let (mut cards, _, closed) = adopt(&[], &prerendered(&open, &clicked), None, fragment);
        assert!(!closed, "{name}");
        // The fragment is not handled yet.
        cards.set_all(false);
        assert_eq!(cards.toggled(UKRAINE, true, TO_UKRAINE), [report(UKRAINE, true, Cause::Fragment)], "{name}");
    }
}

#[test]
fn a_prerendered_card_of_an_unknown_issue_is_ignored() {
    let gone = ["helsinki-2018-weather", "accord-2024-ukraine", ""];
    let gone = gone.map(|id| Prerendered { id: id.to_owned(), open: true, clicked: true });
    let (cards, reports, closed) = adopt(&[], &gone, Some(&["ukraine"]), TO_UKRAINE);
    assert_eq!((reports, closed), (vec![report(UKRAINE, true, Cause::Restore)], false));
    assert_eq!(cards.open_ids(), ["ukraine"]);
}

// Memory.

#[test]
fn cards_open_at_the_last_visit_are_restored() {
    for before in [prerendered(&[], &[]), vec![]] {
        let (cards, reports, _) = adopt(&[], &before, Some(&["nato", "ukraine"]), "");
        assert_eq!(reports, [report(UKRAINE, true, Cause::Restore), report(NATO, true, Cause::Restore)]);
        assert_eq!(cards.open_ids(), ["ukraine", "nato"]);
    }
}

#[test]
fn cards_closed_at_the_last_visit_close_even_if_expand_opens_them() {
    let open = [MEDDLING, SYRIA];
    let (cards, reports, _) = adopt(&open, &prerendered(&open, &[]), Some(&["syria"]), "");
    assert_eq!(reports, [report(MEDDLING, false, Cause::Restore)]);
    assert_eq!(cards.open_ids(), ["syria"]);
}

#[test]
fn remembering_no_open_cards_differs_from_remembering_nothing() {
    for (remembered, expected) in
        [(None, vec![]), (Some(&[] as &[&str]), vec![report(MEDDLING, false, Cause::Restore)])]
    {
        let (cards, reports, _) = adopt(&[MEDDLING], &prerendered(&[MEDDLING], &[]), remembered, "");
        assert_eq!(reports, expected, "{remembered:?}");
        assert_eq!(cards.open_ids().is_empty(), remembered.is_some());
    }
}

#[test]
fn remembered_issues_that_were_removed_are_ignored() {
    let (cards, reports, _) = adopt(&[], &prerendered(&[], &[]), Some(&["gone", "syria", "", "helsinki-2018"]), "");
    assert_eq!(reports, [report(SYRIA, true, Cause::Restore)]);
    assert_eq!(cards.open_ids(), ["syria"]);
}

#[test]
fn clicks_before_adoption_override_memory() {
    let (was_open, was_closed): (&[&str], &[&str]) = (&["ukraine"], &[]);
    for (name, rendered, open, clicked, remembered, reports) in [
        ("opened", vec![], vec![UKRAINE], vec![UKRAINE], was_closed, vec![report(UKRAINE, true, Cause::Click)]),
        ("closed", vec![UKRAINE], vec![], vec![UKRAINE], was_open, vec![report(UKRAINE, false, Cause::Click)]),
        ("opened and closed again", vec![], vec![], vec![UKRAINE], was_open, vec![]),
        ("closed and opened again", vec![UKRAINE], vec![UKRAINE], vec![UKRAINE], was_closed, vec![]),
    ] {
        let (cards, actual, _) = adopt(&rendered, &prerendered(&open, &clicked), Some(remembered), "");
        assert_eq!(actual, reports, "{name}");
        assert_eq!(cards.open_ids().len(), open.len(), "{name}");
    }
}

#[test]
fn cards_that_the_browser_opened_before_adoption_override_memory() {
    for (fragment, cause) in [(TO_UKRAINE, Cause::Fragment), ("", Cause::Browser)] {
        for remembered in [&[] as &[&str], &["ukraine"]] {
            let (cards, reports, _) = adopt(&[], &prerendered(&[UKRAINE], &[]), Some(remembered), fragment);
            assert_eq!(reports, [report(UKRAINE, true, cause)], "{remembered:?}");
            assert_eq!(cards.open_ids(), ["ukraine"]);
        }
    }
}

#[test]
fn memory_restores_only_untouched_cards() {
    let before = prerendered(&[UKRAINE], &[MEDDLING, UKRAINE]);
    let (cards, reports, _) = adopt(&[MEDDLING], &before, Some(&["election-meddling", "disarmament"]), "");
    let expected = [
        report(MEDDLING, false, Cause::Click),
        report(UKRAINE, true, Cause::Click),
        report(DISARMAMENT, true, Cause::Restore),
    ];
    assert_eq!(reports, expected);
    assert_eq!(cards.open_ids(), ["ukraine", "disarmament"]);
}

#[test]
fn clicks_are_reported_before_restored_cards() {
    let (_, reports, _) = adopt(&[], &prerendered(&[NATO], &[NATO]), Some(&["ukraine"]), "");
    assert_eq!(reports, [report(NATO, true, Cause::Click), report(UKRAINE, true, Cause::Restore)]);
}

// Pending changes.

#[test]
fn changes_from_adoption_are_reported_once() {
    let mut cards = with_a_change_pending();
    assert_eq!(cards.report_pending(), [report(UKRAINE, true, Cause::Click)]);
    assert_eq!(cards.report_pending(), []);
    assert_eq!(cards.open_ids(), ["ukraine", "nato"]);
}

#[test]
fn toggles_of_adopted_cards_report_nothing_once_their_changes_are_reported() {
    let mut cards = with_a_change_pending();
    cards.report_pending();
    toggle_silently(&mut cards, &[CardStep::Set(UKRAINE, true)], "");
}

#[test]
fn pending_changes_are_reported_before_later_ones() {
    for (name, request) in REQUESTS {
        let mut cards = with_a_change_pending();
        let steps = request(&mut cards);
        assert_eq!(steps[0], report(UKRAINE, true, Cause::Click), "{name}");
        // The rest are the steps that the same request takes if no change is pending.
        assert_eq!(steps[1..], request(&mut live(&[UKRAINE, NATO])), "{name}");
        assert_eq!(cards.report_pending(), [], "{name}");
    }
}

#[test]
fn a_request_for_a_pending_change_only_reports_it() {
    let mut cards = with_a_change_pending();
    assert_eq!(cards.open("ukraine"), Some(vec![report(UKRAINE, true, Cause::Click)]));
    let mut cards = with_a_change_pending();
    assert_eq!(cards.follow(TO_UKRAINE, true), Some(vec![report(UKRAINE, true, Cause::Click)]));
}

#[test]
fn requests_that_lead_to_no_card_leave_pending_changes_pending() {
    let mut cards = with_a_change_pending();
    assert_eq!(cards.open("no-such-issue"), None);
    assert_eq!(cards.follow("below", true), None);
    assert_eq!(cards.follow(TO_NATO, false), None);
    assert_eq!(cards.report_pending(), [report(UKRAINE, true, Cause::Click)]);
}

#[test]
fn a_script_overrides_memory() {
    let mut cards = Cards::new(Rc::new(helsinki()));
    cards.adopt(states(&[]), &[], Some(&ids(&["ukraine"])), "");
    let restored = report(UKRAINE, true, Cause::Restore);
    assert_eq!(cards.set_all(false), [vec![restored], changes(&[UKRAINE], false, Cause::Script)].concat());
    assert!(nothing_open(&cards));
}

// A new brief.

#[test]
fn a_new_brief_clears_the_reported_state_of_the_old_one() {
    let mut cards = live(&[UKRAINE, NATO]);
    cards.replace(Rc::new(accord()));
    assert!(cards.open_ids().is_empty());
    assert_eq!(cards.toggled(UKRAINE, false, ""), []);
    assert_eq!(cards.set_all(false), []);
}

#[test]
fn a_new_brief_drops_the_pending_changes_of_the_old_one() {
    let mut cards = with_a_change_pending();
    cards.replace(Rc::new(helsinki()));
    assert_eq!(cards.report_pending(), []);
    assert_eq!(cards.show_all(false), []);
}

#[test]
fn a_new_brief_has_its_own_fragments_and_ids() {
    let mut cards = live(&[]);
    let brief = Rc::new(accord());
    cards.replace(brief.clone());
    cards.adopt(vec![false; brief.issues.len()], &[], None, "");
    assert_eq!((cards.follow(TO_UKRAINE, true), cards.open("ukraine")), (None, None));
    let issue = &brief.issues[2];
    assert_eq!(cards.toggled(2, true, &brief.fragment(issue)), [report(2, true, Cause::Fragment)]);
    assert_eq!(cards.open_ids(), [issue.id.as_str()]);
}

#[test]
fn issues_keep_their_cards_when_a_new_brief_moves_them() {
    let mut cards = live(&[UKRAINE, NATO]);
    cards.replace(Rc::new(with_ids("helsinki-2018", &["new", "nato", "ukraine"])));
    // The browser left them open.
    assert_eq!(cards.adopt(vec![false, true, true], &[], None, ""), (vec![], false));
    assert_eq!(cards.open_ids(), ["nato", "ukraine"]);
    assert_eq!(cards.index(TO_UKRAINE), Some(2));
    cards.clicked(heading(2));
    assert_eq!(cards.toggled(2, false, ""), [report(2, false, Cause::Click)]);
    assert_eq!(cards.show_all(true), changes(&[0, 2], true, Cause::All));
}

#[test]
fn adopting_a_new_brief_restores_its_memory() {
    let mut cards = live(&[NATO]);
    cards.replace(Rc::new(with_ids("talks", &["ukraine", "nato"])));
    let (steps, closed) = cards.adopt(vec![true, false], &[], Some(&ids(&["nato"])), "");
    assert_eq!((steps, closed), (vec![CardStep::Set(0, false), CardStep::Set(1, true)], false));
    assert_eq!(cards.report_pending(), [report(0, false, Cause::Restore), report(1, true, Cause::Restore)]);
    assert_eq!(cards.open_ids(), ["nato"]);
}

// Cards that are not rendered yet.

#[test]
fn cards_that_are_not_rendered_yet_report_nothing() {
    for (name, request) in REQUESTS {
        let mut cards = Cards::new(Rc::new(helsinki()));
        assert_eq!(request(&mut cards), [], "{name}");
        assert!(cards.open_ids().is_empty(), "{name}");
    }
    let mut cards = Cards::new(Rc::new(helsinki()));
    cards.clicked(heading(UKRAINE));
    assert_eq!(cards.toggled(UKRAINE, true, TO_UKRAINE), []);
    assert_eq!(cards.report_pending(), []);
    assert!(cards.open_ids().is_empty());
}

#[test]
fn a_fragment_leads_to_its_card_before_the_card_is_rendered() {
    let mut cards = Cards::new(Rc::new(helsinki()));
    assert_eq!(cards.follow(TO_UKRAINE, true), Some(vec![]));
}

#[test]
fn a_brief_without_issues_has_nothing_to_open() {
    let mut cards = Cards::new(Rc::new(with_ids("helsinki-2018", &[])));
    assert_eq!(
        cards.adopt(vec![], &prerendered(&[UKRAINE], &[NATO]), Some(&ids(&["syria"])), TO_NATO),
        (vec![], false)
    );
    assert_eq!((cards.report_pending(), cards.show_all(true), cards.expand(&Expand::First)), (vec![], vec![], vec![]));
    assert_eq!((cards.follow(TO_UKRAINE, true), cards.open("ukraine")), (None, None));
    assert_eq!(cards.toggled(0, true, TO_UKRAINE), []);
    assert!(cards.open_ids().is_empty());
}

// Comparing positions: the table replaces the cards, which later return in the state that was last reported.

#[test]
fn returning_from_the_table_reports_nothing() {
    let mut cards = live(&[]);
    for index in [UKRAINE, DISARMAMENT] {
        cards.clicked(heading(index));
        cards.toggled(index, true, "");
    }
    assert_eq!(cards.open_ids(), ["ukraine", "disarmament"]);
    toggle_silently(&mut cards, &[CardStep::Set(UKRAINE, true), CardStep::Set(DISARMAMENT, true)], "");
    cards.clicked(heading(DISARMAMENT));
    assert_eq!(cards.toggled(DISARMAMENT, false, ""), [report(DISARMAMENT, false, Cause::Click)]);
}

#[test]
fn changes_made_while_comparing_are_reported_once() {
    let mut cards = live(&[MEDDLING]);
    assert_eq!(cards.open("syria"), Some(changes(&[SYRIA], true, Cause::Script)));
    let steps = cards.expand(&Expand::Ids(ids(&["nato", "ukraine"])));
    let reports: Vec<_> = steps.into_iter().filter(|step| matches!(step, CardStep::Report(_))).collect();
    let expected = [(MEDDLING, false), (UKRAINE, true), (SYRIA, false), (NATO, true)];
    assert_eq!(reports, expected.map(|(index, open)| report(index, open, Cause::Script)));
    assert_eq!(cards.open_ids(), ["ukraine", "nato"]);
    toggle_silently(&mut cards, &[CardStep::Set(UKRAINE, true), CardStep::Set(NATO, true)], "");
}

#[test]
fn a_fragment_followed_while_comparing_is_reported_once() {
    let mut cards = live(&[MEDDLING]);
    assert_eq!(cards.follow(TO_NATO, true), Some(changes(&[NATO], true, Cause::Fragment)));
    toggle_silently(&mut cards, &[CardStep::Set(MEDDLING, true), CardStep::Set(NATO, true)], TO_NATO);
    // The same link is clicked again, from the table.
    cards.clicked(link("#helsinki-2018-nato"));
    assert_eq!(cards.follow(TO_NATO, true), Some(vec![]));
    toggle_silently(&mut cards, &[CardStep::Set(MEDDLING, true), CardStep::Set(NATO, true)], TO_NATO);
}

// Two elements.

#[test]
fn two_elements_with_the_same_brief_do_not_affect_each_other() {
    let brief = Rc::new(helsinki());
    let [mut first, mut second] = [(); 2].map(|()| Cards::new(brief.clone()));
    for cards in [&mut first, &mut second] {
        cards.adopt(states(&[]), &[], None, "");
    }
    assert_eq!(second.show_all(true).len(), 2 * COUNT);
    assert!(second.all_open() && nothing_open(&first));
    first.clicked(heading(UKRAINE));
    assert_eq!(second.toggled(UKRAINE, false, ""), [report(UKRAINE, false, Cause::Browser)]);
    assert_eq!(first.toggled(UKRAINE, true, ""), [report(UKRAINE, true, Cause::Click)]);
    first.follow(TO_NATO, true);
    first.replace(Rc::new(accord()));
    second.toggled(NATO, false, TO_NATO);
    assert_eq!(second.toggled(NATO, true, TO_NATO), [report(NATO, true, Cause::Fragment)]);
}

#[test]
fn a_fragment_of_one_brief_means_nothing_to_another() {
    let mut others = Cards::new(Rc::new(accord()));
    others.adopt(vec![false; accord().issues.len()], &[], None, "");
    assert_eq!(live(&[]).follow(TO_UKRAINE, true), Some(changes(&[UKRAINE], true, Cause::Fragment)));
    assert_eq!(others.follow(TO_UKRAINE, true), None);
    assert!(nothing_open(&others));
}

// Everything together.

#[test]
fn causes_have_the_documented_names() {
    let causes = [Cause::Click, Cause::Fragment, Cause::All, Cause::Restore, Cause::Script, Cause::Browser];
    assert_eq!(causes.map(Cause::name), ["click", "fragment", "all", "restore", "script", "browser"]);
}

#[test]
fn random_events_report_each_change_once_and_leave_cards_as_reported() {
    let brief = helsinki();
    let mut random = Random(6);
    let mut below = |bound: usize| usize::try_from(random.below(i64::try_from(bound).unwrap())).unwrap();
    let mut cards = live(&[]);
    let (mut shown, mut reported) = (states(&[]), states(&[]));
    for turn in 0..5000 {
        let index = below(COUNT);
        let steps = match below(REQUESTS.len() + 2) {
            request if request < REQUESTS.len() => REQUESTS[request].1(&mut cards),
            manual => {
                if manual == REQUESTS.len() {
                    cards.clicked(heading(index));
                }
                shown[index] = !shown[index];
                cards.toggled(index, shown[index], "")
            }
        };
        for step in &steps {
            match *step {
                CardStep::Set(index, open) => shown[index] = open,
                CardStep::Report(Change { index, open, .. }) => {
                    assert_ne!(std::mem::replace(&mut reported[index], open), open, "turn {turn}: {steps:?}");
                }
            }
        }
        toggle_silently(&mut cards, &steps, "");
        assert_eq!(shown, reported, "turn {turn}: {steps:?}");
        let open = brief.issues.iter().zip(&shown).filter(|(_, open)| **open).map(|(issue, _)| &issue.id);
        assert!(cards.open_ids().iter().eq(open), "turn {turn}: {steps:?}");
    }
}

#[test]
fn a_click_does_not_explain_a_card_of_a_later_brief() {
    let mut cards = live(&[]);
    cards.clicked(heading(UKRAINE));
    cards.replace(Rc::new(with_ids("helsinki-2018", &["new", "nato", "ukraine"])));
    cards.adopt(vec![false; 3], &[], None, "");
    // Its index now belongs to another issue.
    assert_eq!(cards.toggled(UKRAINE, true, ""), [report(UKRAINE, true, Cause::Browser)]);
}

#[test]
fn a_toggle_that_arrives_while_its_change_is_pending_is_reported_once() {
    let mut cards = with_a_change_pending();
    let mut reports = cards.toggled(UKRAINE, true, "");
    reports.extend(cards.report_pending());
    assert_eq!(reports, [report(UKRAINE, true, Cause::Click)]);
}
