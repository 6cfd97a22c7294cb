package com.example.parcels;

/** A record is not what the contract says. Its message quotes nothing of the record. */
final class UnreadableException extends Exception {

    UnreadableException(String message) {
        super(message);
    }
}
