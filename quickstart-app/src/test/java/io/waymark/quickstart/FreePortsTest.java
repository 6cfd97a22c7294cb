package io.waymark.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class FreePortsTest {

    @Test
    void aListenerOnAllAddressesIsInTheWay() throws IOException {
        try (ServerSocket listener = new ServerSocket(0)) {
            assertThat(FreePorts.isFree(listener.getLocalPort())).isFalse();
        }
    }

    @Test
    void aListenerOnTheLoopbackIsInTheWay() throws IOException {
        try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            assertThat(FreePorts.isFree(listener.getLocalPort())).isFalse();
        }
    }
}
