package io.waymark.notifier.settlement;

/**
 * What of one gateway's settlements should be on its way.
 *
 * @param due how many are to be sent or asked about now; they are, within moments, if all is well
 * @param oldestSeconds how long the first of them has been due; 0 if none is
 * @param overdue how many open ones are past the gateway's deadline
 */
record DueTotal(String gateway, long due, double oldestSeconds, long overdue) {}
