//! A list of nodes.

use yew::Html;
use yew::virtual_dom::VList;

/// One node for each of `items`. Not generic over `render`, so that a list costs the code of its items only.
pub(super) fn list<T>(items: &[T], render: &dyn Fn(&T) -> Html) -> Html {
    let mut nodes = Vec::with_capacity(items.len());
    for item in items {
        nodes.push(render(item));
    }
    VList::with_children(nodes, None).into()
}
