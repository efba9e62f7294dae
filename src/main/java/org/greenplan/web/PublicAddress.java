package org.greenplan.web;

import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * The one address by which people reach this system (ADR 0029): every absolute link begins with it, whatever a request
 * calls the system.
 *
 * @param publicAddress without a slash at its end
 */
@Validated
@ConfigurationProperties("greenplan")
public record PublicAddress(
        @NotNull(message = PublicAddress.MISSING)
                @jakarta.validation.constraints.Pattern(regexp = PublicAddress.FORM, message = PublicAddress.WRONG)
                String publicAddress) {

    /** Its name among the settings. */
    public static final String PROPERTY = "greenplan.public-address";

    private static final Pattern NUMBER_OR_THIS_MACHINE = Pattern.compile("(?i)localhost|[0-9.]*|\\[[0-9a-f:.]*]");

    static final String FORM = "https?://[A-Za-z0-9.-]+(:[0-9]{1,5})?";
    static final String MISSING = "请设置环境变量 GREENPLAN_PUBLIC_ADDRESS：人员打开本系统所用的网址，例如 https://plan.example.gov.cn"
            + "（the address by which people reach the system is missing）";
    static final String WRONG = "应为 http:// 或 https:// 开头、末尾不带斜线和路径的网址（scheme, host and port, nothing more）";

    /**
     * What is wrong with it in earnest.
     *
     * @param httpsOnly whether cookies go over TLS only, so that nobody stays logged in without it
     */
    public static Optional<String> problem(@Nullable String address, boolean httpsOnly) {
        if (address == null || address.isBlank()) {
            return Optional.of(MISSING);
        }
        if (!address.matches(FORM)) {
            return Optional.of("GREENPLAN_PUBLIC_ADDRESS " + WRONG);
        }
        return httpsOnly && !address.startsWith("https:")
                ? Optional.of("GREENPLAN_PUBLIC_ADDRESS 应以 https:// 开头（cookies go over TLS only）")
                : Optional.empty();
    }

    /** @param path from its slash on */
    public String link(String path) {
        return publicAddress + path;
    }

    /**
     * Whether a request was sent to this address. A probe calls the system by a number or as this machine, and a demo may
     * be called anything: only where people come by TLS is another name refused.
     *
     * @param host the header of this name
     */
    boolean isMeantBy(@Nullable String host) {
        if (!isHttps() || host == null) {
            return true;
        }
        String name = host.replaceFirst(":[0-9]*$", "");
        return name.equalsIgnoreCase(host())
                || NUMBER_OR_THIS_MACHINE.matcher(name).matches();
    }

    /**
     * Whether a page of ours was opened at this origin. A demo may be opened by any name, and is told by the name that it
     * was called by.
     *
     * @param host the header of this name, as it was sent
     */
    boolean isOrigin(String origin, @Nullable String host) {
        return origin.equalsIgnoreCase(publicAddress) || !isHttps() && origin.equalsIgnoreCase("http://" + host);
    }

    boolean isHttps() {
        return publicAddress.startsWith("https:");
    }

    String scheme() {
        return uri().getScheme();
    }

    String host() {
        return uri().getHost();
    }

    int port() {
        return uri().getPort() != -1 ? uri().getPort() : isHttps() ? 443 : 80;
    }

    /** As a browser writes it into the header Host. */
    String authority() {
        return uri().getAuthority();
    }

    private URI uri() {
        return URI.create(publicAddress);
    }
}
