//! A viewer (观众).

use crate::model::model;

model! {
    /// A viewer (观众详情): one person as POLYV knows them across the account's channels.
    ///
    /// Source: POLYV's page 查询观众详情 (`v4/user/viewerrecord/get`). Fields that the page leaves out, but answers hold,
    /// say so.
    pub struct Viewer {
        /// Viewer id (观众id). Opaque; starts with a digit and `_`.
        viewer_union_id "viewerUnionId": Text required public;
        /// Where the viewer came from (用户来源): `IMPORT`, `WX`, `MOBILE` or another word.
        source "source": Text optional public;
        /// Last authorisation (最后授权时间), in milliseconds since 1970.
        latest_auth_time "latestAuthTime": Integer optional public;
        /// Creation (创建时间), in milliseconds since 1970.
        create_time "createTime": Integer optional public;
        /// Nickname (昵称). Only in the page's sample.
        nickname "nickname": Text optional public;
        /// Name that the viewer gave (采集姓名).
        name "name": Text optional public;
        /// Mobile number (手机号码). Masked when redacted.
        mobile "mobile": Text optional masked(Phone);
        /// Mobile number that the viewer gave last (采集手机号码). Masked when redacted.
        last_collect_mobile "lastCollectMobile": Text optional masked(Phone);
        /// E-mail address (邮箱). Masked when redacted.
        email "email": Text optional masked(Email);
        /// Address (地址).
        area "area": Text optional public;
        /// IP address of the last visit (最后访问IP). Masked when redacted.
        latest_access_ip "latestAccessIp": Text optional masked(Ip);
        /// Device (设备).
        device "device": Text optional public;
        /// Watch time (观看时长). The page names no unit; other watch times of this API are seconds.
        watch_duration "watchDuration": Integer optional public;
        /// Number of channels watched (观看频道数).
        watch_channel_count "watchChannelCount": Integer optional public;
        /// WeChat nickname (微信昵称).
        wx_nick_name "wxNickName": Text optional public;
        /// WeChat picture (微信头像), a URL.
        wx_avatar "wxAvatar": Text optional public;
        /// WeChat openId (微信openId). Masked when redacted.
        wx_open_id "wxOpenId": Text optional masked(Id);
        /// WeChat unionId (微信UnionId). Masked when redacted.
        wx_union_id "wxUnionId": Text optional masked(Id);
        /// WeChat app id (微信AppId). Masked when redacted.
        wx_app_id "wxAppId": Text optional masked(Id);
        /// The account's own id of an imported viewer. Not on the page; live answers hold it.
        external_viewer_id "externalViewerId": Text optional public;
        /// Labels (标签). Not on the page; live answers hold them.
        labels "labels": [ViewerLabel] optional public;
    }
}

model! {
    /// A label on a viewer (观众标签).
    pub struct ViewerLabel {
        /// Label id (标签id). Live answers send a number.
        id "id": Text optional public;
        /// The label's text (标签名称).
        label "label": Text optional public;
    }
}
