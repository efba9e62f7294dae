package org.greenplan.web;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * What is taken in at most, and how slowly.
 *
 * @param bodiesInMemory of all requests that are being worked on, files that go to the disk apart
 * @param proxies addresses of reverse proxies: not bounded themselves, and believed when they name a client's address
 * @param connectionsPerAddress open at the same time
 * @param waitingPerAddress requests whose body is waited for at the same time
 * @param grace how long a body may take in any case
 * @param leastPace after that, in one second
 */
@Validated
@ConfigurationProperties("greenplan.web")
record WebSettings(
        @DefaultValue("32MB") @NotNull DataSize bodiesInMemory,
        @DefaultValue({"127.0.0.1", "::1", "0:0:0:0:0:0:0:1"}) @NotNull Set<String> proxies,
        @DefaultValue("400") @Min(1) int connectionsPerAddress,
        @DefaultValue("50") @Min(1) int waitingPerAddress,
        @DefaultValue("10s") @NotNull Duration grace,
        @DefaultValue("8KB") @NotNull DataSize leastPace) {}
