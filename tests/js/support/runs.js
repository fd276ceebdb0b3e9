// How often a property is tried: as the test says, or as FAST_CHECK_RUNS does.
// @ts-check

/** @param {number} usual */
export const runs = (usual) => ({ numRuns: Number(process.env.FAST_CHECK_RUNS ?? usual) });
