package dev.handoff.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ConnectException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TcpProxyTest {

    private ServerSocket echo;
    private TcpProxy proxy;

    @BeforeEach
    void start() throws IOException {
        echo = new ServerSocket(0);
        Thread.ofVirtual().start(this::answer);
        proxy = TcpProxy.to(echo.getLocalPort());
    }

    @AfterEach
    void stop() throws IOException {
        proxy.close();
        echo.close();
    }

    @Test
    void carriesBothWays() throws IOException {
        try (var socket = connect()) {
            assertThat(echoOf(socket, 7)).isEqualTo(7);
        }

        await().until(() -> proxy.connections() == 0);
        assertThat(proxy.accepted()).isOne();
        assertThat(proxy.carried()).isEqualTo(2);
    }

    @Test
    void cutResetsAndRefusesUntilHealed() throws IOException {
        try (var socket = connect()) {
            echoOf(socket, 1);

            proxy.cut();

            assertThatThrownBy(() -> socket.getInputStream().read()).hasMessageContaining("reset");
            assertThatThrownBy(this::connect).isInstanceOf(ConnectException.class);
            assertThat(proxy.broken()).isOne();
        }
        proxy.heal();
        try (var socket = connect()) {
            assertThat(echoOf(socket, 2)).isEqualTo(2);
        }
    }

    @Test
    void frozenLineIsSilentAndLosesNothing() throws IOException {
        try (var socket = connect()) {
            echoOf(socket, 1);
            proxy.freeze();
            socket.setSoTimeout(300);

            assertThatThrownBy(() -> echoOf(socket, 2)).isInstanceOf(SocketTimeoutException.class);
            assertThat(proxy.withheld()).isOne();
            connect().close();
            proxy.thaw();

            socket.setSoTimeout(10_000);
            assertThat(socket.getInputStream().read()).isEqualTo(2);
        }
    }

    @Test
    void absentTargetIsAClosedConnection() throws IOException {
        echo.close();
        // Whoever waits in accept() keeps the port until it wakes.
        await().until(() -> isRefused(echo.getLocalPort()));

        try (var socket = connect()) {
            assertThatThrownBy(() -> socket.getInputStream().read())
                    .isInstanceOf(SocketException.class)
                    .hasMessageContaining("reset");
        }
    }

    private static boolean isRefused(int port) throws IOException {
        try (var _ = new Socket("127.0.0.1", port)) {
            return false;
        } catch (ConnectException refused) {
            return true;
        }
    }

    private Socket connect() throws IOException {
        var socket = new Socket("127.0.0.1", proxy.port());
        socket.setSoTimeout(10_000);
        return socket;
    }

    private static int echoOf(Socket socket, int value) throws IOException {
        socket.getOutputStream().write(value);
        return socket.getInputStream().read();
    }

    private void answer() {
        while (!echo.isClosed()) {
            try {
                var socket = echo.accept();
                Thread.ofVirtual().start(() -> {
                    try (socket) {
                        socket.getInputStream().transferTo(socket.getOutputStream());
                    } catch (IOException ended) {
                        // The test is over.
                    }
                });
            } catch (IOException closed) {
                return;
            }
        }
    }
}
