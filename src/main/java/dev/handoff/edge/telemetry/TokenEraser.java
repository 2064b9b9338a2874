package dev.handoff.edge.telemetry;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Keeps tokens that browsers have to write into addresses, and codes with which people come back from their provider, out of
 * traces, whose readers could use them while they are good.
 */
final class TokenEraser implements SpanProcessor {

    private static final List<AttributeKey<String>> ADDRESSES =
            List.of(AttributeKey.stringKey("url.query"), AttributeKey.stringKey("url.full"));

    // However the name is written: the server reads an encoded letter as the letter.
    private static final Pattern TOKEN = Pattern.compile("((?:^|[?&;])[^=&;]*)=[^&;#]*");

    private static final Pattern NAME = Pattern.compile("(?i).*(?:token|code|%).*");

    @Override
    public void onStart(Context parent, ReadWriteSpan span) {
        for (var address : ADDRESSES) {
            var text = span.getAttribute(address);
            if (text != null) {
                span.setAttribute(address, erased(text));
            }
        }
    }

    private static String erased(String address) {
        return TOKEN.matcher(address).replaceAll(parameter -> {
            boolean secret = NAME.matcher(parameter.group(1)).matches();
            return Matcher.quoteReplacement(secret ? parameter.group(1) + "=…" : parameter.group());
        });
    }

    @Override
    public boolean isStartRequired() {
        return true;
    }

    @Override
    public void onEnd(ReadableSpan span) {}

    @Override
    public boolean isEndRequired() {
        return false;
    }
}
