package io.waymark.console.transfer;

import java.util.List;

/**
 * What came of some lines.
 *
 * @param bytesDone where the next line begins
 * @param linesDone how many lines end before that
 * @param taken how many rows these were
 */
record Progress(long bytesDone, long linesDone, int taken, long registered, long repeated, List<LineError> errors) {}
