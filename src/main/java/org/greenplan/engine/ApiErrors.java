package org.greenplan.engine;

import jakarta.servlet.http.HttpServletRequest;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.greenplan.task.RuleViolation;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.servlet.ModelAndView;

/** Answers a broken rule on our own paths: JSON under /api, a page elsewhere. */
@RestControllerAdvice
class ApiErrors {

    @ExceptionHandler
    Object onUnreadable(HttpMessageNotReadableException unreadable, HttpServletRequest request) {
        return onRuleViolation(RuleViolation.of(null, "not-json", "发送的内容不是可读的JSON，没有保存。请检查格式后重新发送。"), request);
    }

    @ExceptionHandler
    Object onTooLarge(MaxUploadSizeExceededException tooLarge, HttpServletRequest request) {
        return onRuleViolation(RuleViolation.of(null, "too-large", "文件太大，没有接收。请检查是否选错了文件。"), request);
    }

    @ExceptionHandler
    Object onRuleViolation(RuleViolation violation, HttpServletRequest request) {
        if (request.getRequestURI().startsWith("/api/")) {
            return ResponseEntity.status(violation.kind().status())
                    .contentType(MediaType.APPLICATION_JSON)
                    .body(RestErrors.Body.of(violation));
        }
        ModelAndView page = new ModelAndView("error/refused");
        page.setStatus(
                org.springframework.http.HttpStatus.valueOf(violation.kind().status()));
        page.addObject("message", violation.getMessage());
        return page;
    }

    /** Two changed the same at the same moment; the other one's change stands. */
    @ExceptionHandler({OptimisticLockingException.class, ConcurrencyFailureException.class, DuplicateKeyException.class
    })
    Object onCollision(RuntimeException collision, HttpServletRequest request) {
        return onRuleViolation(RuleViolation.conflict("collision", "有人正同时办理，本次未保存，请稍候再点一次。"), request);
    }
}
