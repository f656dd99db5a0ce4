// In the place of a module whose work is not needed here.
export const MouseTargetFactory = {};
