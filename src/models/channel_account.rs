//! A role in a channel (频道角色): an assistant or a guest.

use crate::model::model;

model! {
    /// A role of a channel (角色信息): an assistant (助教) or a guest (嘉宾).
    ///
    /// Source: POLYV's page 查询单个角色信息 (`channel/operate/get_account`). Fields that the page leaves out, but answers
    /// hold, say so.
    pub struct ChannelAccount {
        /// Account of the role (助教/嘉宾账号), such as `0062149710`. Text: as a number it would lose its zeros.
        account "account": Account required public;
        /// Channel id (频道号).
        channel_id "channelId": Text required public;
        /// Id of the POLYV account (POLYV用户ID).
        user_id "userId": Text optional public;
        /// The role's kind (角色): `Assistant` (助教), `Guest` (嘉宾) or another word.
        role "role": Text optional public;
        /// Name of the role (角色名称).
        nickname "nickname": Text optional public;
        /// Title of the role (头衔), such as `助教`. Only in the page's sample.
        actor "actor": Text optional public;
        /// Picture of the role (角色头像), a URL, often without its scheme.
        avatar "avatar": Text optional public;
        /// Password of the role (角色密码). A secret: redacted.
        passwd "passwd": Text optional secret;
        /// Stream name of the role (角色流名). A secret: redacted.
        stream "stream": Text optional secret;
        /// Push address of the role (角色推流地址), with its key. A secret: redacted.
        push_url "pushUrl": Text optional secret;
        /// Log-in address of the role. Not on the page; seen where a role is created. A secret: redacted.
        login_url "loginUrl": Text optional secret;
        /// State of the role (角色状态): `Y` or `N`.
        status "status": Flag optional public;
        /// Creation (创建角色时间), in milliseconds since 1970.
        created_time "createdTime": Integer optional public;
        /// Last change (角色最后修改时间), in milliseconds since 1970.
        last_modified "lastModified": Integer optional public;
        /// Session of the channel. Only in the page's sample, as null.
        channel_session_id "channelSessionId": Text optional public;
        /// Position among the channel's roles (频道角色序号). Lists send text.
        sort "sort": Integer optional public;
        /// May turn pages (翻页权限); one role of a channel only, three-pane scene (三分屏场景) only.
        page_turn_enabled "pageTurnEnabled": Flag optional public;
        /// May post announcements (发布公告权限).
        notify_enabled "notifyEnabled": Flag optional public;
        /// May start check-ins (开启签到权限).
        checkin_enabled "checkinEnabled": Flag optional public;
        /// May start votes (发起投票权限).
        vote_enabled "voteEnabled": Flag optional public;
        /// May start lotteries (抽奖权限).
        lottery_enabled "lotteryEnabled": Flag optional public;
        /// Sees the list of who is online (在线列表显示开关).
        chat_list_enabled "chatListEnabled": Flag optional public;
        /// Approves chat messages (聊天审核).
        chat_audit_enabled "chatAuditEnabled": Flag optional public;
        /// Monitors the broadcast (监播开关).
        monitor_enabled "monitorEnabled": Flag optional public;
        /// Tours the viewers (轮巡开关).
        round_tour_enabled "roundTourEnabled": Flag optional public;
        /// May lock the room (锁定直播间功能开关).
        watch_lock_enabled "watchLockEnabled": Flag optional public;
        /// May speak in the chat (互动发言功能开关).
        chat_interaction_enabled "chatInteractionEnabled": Flag optional public;
    }
}
