package io.waymark.sandbox.gateway;

/** Of which a gateway speaks that confuses its callers. */
final class OtherTransaction {

    private OtherTransaction() {}

    /** Looks like a number of the same gateway, and is never the one that was asked about. "" for "". */
    static String than(String transaction) {
        if (transaction.isEmpty()) {
            return "";
        }
        int last = transaction.length() - 1;
        return transaction.substring(0, last) + (transaction.charAt(last) == '7' ? '8' : '7');
    }
}
