/** Days that an invitation can be used, unless its maker says otherwise, and the most. */
export const INVITATION_DAYS = 7
export const LONGEST_INVITATION_DAYS = 30
