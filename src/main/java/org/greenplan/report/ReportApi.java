package org.greenplan.report;

import java.security.Principal;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What can be done to a report outside its tasks. */
@RestController
class ReportApi {

    private final TakeBack takeBack;

    ReportApi(TakeBack takeBack) {
        this.takeBack = takeBack;
    }

    @PostMapping("/api/reports/{roundId}/{unit}/take-back")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void takeBack(@PathVariable long roundId, @PathVariable String unit, Principal user) {
        takeBack.takeBack(roundId, unit, user.getName());
    }
}
