package org.greenplan.cycle;

import java.security.Principal;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What can be done to a measure outside its tasks. */
@RestController
@RequestMapping("/api/measures/{key}")
class MeasureApi {

    /** @param reason why collection ends although units are missing */
    record EndCollection(@Nullable String reason) {}

    private final Collection collection;

    MeasureApi(Collection collection) {
        this.collection = collection;
    }

    @PostMapping("/end-collection")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void endCollection(@PathVariable String key, @RequestBody EndCollection request, Principal user) {
        collection.end(key, request.reason() == null ? "" : request.reason(), user.getName());
    }
}
