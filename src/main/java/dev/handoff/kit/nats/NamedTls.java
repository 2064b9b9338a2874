package dev.handoff.kit.nats;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.security.SecureRandom;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLContextSpi;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLServerSocketFactory;
import javax.net.ssl.SSLSessionContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;

/** TLS that checks whether a certificate is the host's. The client of NATS asks its sockets for no such thing. */
final class NamedTls extends SSLContext {

    NamedTls(SSLContext trusting) {
        super(new Sockets(trusting), trusting.getProvider(), trusting.getProtocol());
    }

    private static final class Sockets extends SSLContextSpi {

        private final SSLContext trusting;

        Sockets(SSLContext trusting) {
            this.trusting = trusting;
        }

        @Override
        protected SSLSocketFactory engineGetSocketFactory() {
            return new Named(trusting.getSocketFactory());
        }

        @Override
        protected void engineInit(KeyManager[] keys, TrustManager[] trust, SecureRandom random) {
            throw new UnsupportedOperationException("it is ready for use");
        }

        @Override
        protected SSLServerSocketFactory engineGetServerSocketFactory() {
            return trusting.getServerSocketFactory();
        }

        @Override
        protected SSLEngine engineCreateSSLEngine() {
            return trusting.createSSLEngine();
        }

        @Override
        protected SSLEngine engineCreateSSLEngine(String host, int port) {
            return trusting.createSSLEngine(host, port);
        }

        @Override
        protected SSLSessionContext engineGetServerSessionContext() {
            return trusting.getServerSessionContext();
        }

        @Override
        protected SSLSessionContext engineGetClientSessionContext() {
            return trusting.getClientSessionContext();
        }
    }

    private static final class Named extends SSLSocketFactory {

        private final SSLSocketFactory sockets;

        Named(SSLSocketFactory sockets) {
            this.sockets = sockets;
        }

        private static Socket named(Socket socket) {
            var tls = (SSLSocket) socket;
            var parameters = tls.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            tls.setSSLParameters(parameters);
            return tls;
        }

        @Override
        public Socket createSocket(Socket plain, String host, int port, boolean closes) throws IOException {
            return named(sockets.createSocket(plain, host, port, closes));
        }

        @Override
        public Socket createSocket(String host, int port) throws IOException {
            return named(sockets.createSocket(host, port));
        }

        @Override
        public Socket createSocket(String host, int port, InetAddress local, int localPort) throws IOException {
            return named(sockets.createSocket(host, port, local, localPort));
        }

        @Override
        public Socket createSocket(InetAddress host, int port) throws IOException {
            return named(sockets.createSocket(host, port));
        }

        @Override
        public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) throws IOException {
            return named(sockets.createSocket(host, port, local, localPort));
        }

        @Override
        public String[] getDefaultCipherSuites() {
            return sockets.getDefaultCipherSuites();
        }

        @Override
        public String[] getSupportedCipherSuites() {
            return sockets.getSupportedCipherSuites();
        }
    }
}
