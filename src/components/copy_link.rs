//! *Copy link*: copies the address of a card or of a session.

use yew::{Callback, Html, html};

use super::control::control;
use crate::text::Locale;
use crate::widget::{Action, CopiedLink};

/// The control that copies the page's address with `fragment`, and the result of the last attempt. If the address could
/// not be copied, a field shows it. The static view, without a callback, only reserves room.
pub(super) fn copy_link(
    locale: &Locale,
    fragment: &str,
    link: Option<&CopiedLink>,
    on_action: Option<&Callback<Action>>,
) -> Html {
    let strings = locale.strings();
    let label = if link == Some(&CopiedLink::Copied) { strings.link_copied } else { strings.copy_link };
    html! {
        <div class="sb-controls sb-live">
            if let Some(on_action) = on_action {
                {control(label, Action::CopyLink(fragment.to_owned()), on_action)}
                if let Some(CopiedLink::Shown(address)) = link {
                    <input class="sb-field" readonly=true value={address.clone()} aria-label={strings.link} />
                }
            }
        </div>
    }
}
