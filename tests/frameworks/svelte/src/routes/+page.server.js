import { render } from "summit-brief/render";
import brief from "../../static/brief.json";

export const load = async () => ({
  widget: `<summit-brief src="/brief.json">${await render(brief)}</summit-brief>`,
});
