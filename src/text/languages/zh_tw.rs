//! Chinese in Taiwan: what differs from `zh_hant.rs`.

use super::zh_hant::CHINESE_TRADITIONAL;
use crate::text::{Language, Plural, Strings};

/// Chinese in Taiwan.
pub(super) const CHINESE_TAIWAN: Language = Language {
    tag: "zh-Hant-TW",
    strings: Strings {
        weekdays_short: ["週一", "週二", "週三", "週四", "週五", "週六", "週日"],
        days: Plural { other: "天", ..Plural::NONE },
        days_left: Plural { other: "{0}天", ..Plural::NONE },
        time_left: "剩餘時間",
        all_postponed: "已延後，新時間待定",
        schedule: "時間表",
        go_to: "前往{0}",
        day_picture: "當日示意圖，確切時間見時間表。",
        unknown_zone: "無法辨識時區「{0}」，目前以GMT顯示。",
        add_to_calendar: "加入行事曆",
        subscribe: "訂閱行事曆",
        days_later: Plural { other: "+{0}天", ..Plural::NONE },
        days_earlier: Plural { other: "−{0}天", ..Plural::NONE },
        postponed: "已延後",
        no_new_time: "已延後，新時間待定",
        no_time_given: "未公布具體時間",
        all_day: "全天",
        today: "今天",
        tomorrow: "明天",
        yesterday: "昨天",
        hide_all: "收合所有議題",
        link_shown: "無法複製，連結已在欄位中選取。",
        changed: "有異動",
        was_postponed: "{0}：已延後",
        ..CHINESE_TRADITIONAL.strings
    },
    ..CHINESE_TRADITIONAL
};
