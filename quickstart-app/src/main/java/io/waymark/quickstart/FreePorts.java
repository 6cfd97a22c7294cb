package io.waymark.quickstart;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;

/** Makes sure that nothing else listens where Waymark is about to. */
final class FreePorts {

    private FreePorts() {}

    /** Throws {@link StartException} with every port that is taken and the part that needs it. */
    static void require(List<Part> parts) {
        List<String> taken = new ArrayList<>();
        for (Part part : parts) {
            part.ports().stream()
                    .filter(port -> !isFree(port))
                    .forEach(port -> taken.add(port + " (" + part.label() + ")"));
        }
        if (!taken.isEmpty()) {
            throw new StartException("port in use: " + String.join(", ", taken)
                    + ". Another program listens there, or another Waymark with another data directory.");
        }
    }

    /** Binds for a moment, to all addresses and then to the loopback: a listener on either would be in the way. */
    static boolean isFree(int port) {
        return canListen(new InetSocketAddress(port))
                && canListen(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    }

    private static boolean canListen(InetSocketAddress address) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true); // connections that an earlier owner left behind do not count
            socket.bind(address);
            return true;
        } catch (IOException taken) {
            return false;
        }
    }
}
