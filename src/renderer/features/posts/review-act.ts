/** What a reviewer can do with the post in front of them; the two decisions ask first. */
export type ReviewAct = 'approve' | 'return' | 'claim' | 'remark'
