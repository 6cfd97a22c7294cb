package io.waymark.normalizer;

/**
 * Where a record lies.
 *
 * @param topic where it lies
 * @param partition of the topic
 * @param offset of the partition
 * @param waited whether it has waited in the store for what it is opened with, and was met with before
 */
record Place(String topic, int partition, long offset, boolean waited) {}
