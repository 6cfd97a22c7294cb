package io.waymark.console.erasure;

/**
 * Erasures that are under way.
 *
 * @param oldestSeconds since the oldest of them was ordered; 0 if there is none
 */
record OpenErasures(long count, double oldestSeconds) {}
