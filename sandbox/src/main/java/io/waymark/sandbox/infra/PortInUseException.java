package io.waymark.sandbox.infra;

/** Somebody else listens where a server was told to listen. The message names the port. */
public final class PortInUseException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    PortInUseException(int port, Throwable cause) {
        super("port " + port + " is in use on " + Ports.HOST, cause);
    }
}
