import brief from "../../../static/brief.json";

export const load = () => ({ brief });
