//! Elements, texts and lists. `html!` writes out the making of every element where it stands; what these functions
//! make costs a call (docs/decisions/0005). It stays for components, listeners and properties.

use std::rc::Rc;

use yew::virtual_dom::{AttributeOrProperty, Attributes, VList, VTag, VText};
use yew::{AttrValue, Html};

/// `<tag class="class">` around `children`.
pub(super) fn element(tag: &'static str, class: &'static str, children: Html) -> Html {
    element_with(tag, &["class"], [class.into()], children)
}

/// `<tag>` with an attribute of each of `names`, around `children`.
pub(super) fn element_with<const N: usize>(
    tag: &'static str,
    names: &'static [&'static str; N],
    values: [AttrValue; N],
    children: Html,
) -> Html {
    build(tag, names, &values, children)
}

/// Not generic, so that there is one.
fn build(tag: &'static str, keys: &'static [&'static str], values: &[AttrValue], children: Html) -> Html {
    let mut tag = VTag::new(tag);
    let values = values.iter().map(|value| Some(AttributeOrProperty::Attribute(value.clone()))).collect();
    tag.set_attributes(Attributes::Dynamic { keys, values });
    if let Some(place) = tag.children_mut() {
        *place = children;
    }
    tag.into()
}

/// `<span class="class">` around a text.
pub(super) fn span(class: &'static str, content: &str) -> Html {
    element("span", class, text(content))
}

/// A text.
pub(super) fn text(content: &str) -> Html {
    VText::new(AttrValue::from(Rc::<str>::from(content))).into()
}

/// What separates two words.
pub(super) fn space() -> Html {
    text(" ")
}

/// A word that stands before something and says what it is.
pub(super) fn label(word: &str) -> Html {
    element("b", "sb-label", text(word))
}

/// `content` after its label.
pub(super) fn labelled(word: &str, content: Html) -> Html {
    fragment([label(word), space(), content])
}

/// A list, `ul` or `ol`, with a name for those who hear it. Without the role, WebKit takes one that shows no marks for
/// no list.
pub(super) fn named_list(tag: &'static str, class: &'static str, name: &'static str, items: Html) -> Html {
    element_with(tag, &["role", "aria-label", "class"], ["list".into(), name.into(), class.into()], items)
}

/// `nodes`, one after the other.
pub(super) fn fragment(nodes: impl Into<Vec<Html>>) -> Html {
    VList::with_children(nodes.into(), None).into()
}

/// One node for each of `items`. Not generic over `render`, so that a list costs the code of its items only.
pub(super) fn list<T>(items: &[T], render: &dyn Fn(&T) -> Html) -> Html {
    let mut nodes = Vec::with_capacity(items.len());
    for item in items {
        nodes.push(render(item));
    }
    fragment(nodes)
}
