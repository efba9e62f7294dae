package org.greenplan.engine;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.greenplan.task.RuleViolation;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.servlet.ModelAndView;

/** Answers a broken rule on our own paths: JSON under /api, a page elsewhere. */
@RestControllerAdvice
class ApiErrors {

    @ExceptionHandler
    Object onUnreadable(HttpMessageNotReadableException unreadable, HttpServletRequest request) {
        return answer(UnreadableJson.REFUSAL, request);
    }

    @ExceptionHandler
    Object onNoForm(MultipartException unreadable, HttpServletRequest request) {
        return answer(RuleViolation.of(null, "not-a-form", "发送的表单无法识别，没有接收。请回到页面重新选择文件后再试。"), request);
    }

    /** An address with a part that cannot be what stands there leads nowhere. */
    @ExceptionHandler
    Object onMismatch(MethodArgumentTypeMismatchException mismatch, HttpServletRequest request) {
        boolean inThePath = mismatch.getParameter().hasParameterAnnotation(PathVariable.class);
        return answer(
                inThePath
                        ? RuleViolation.notFound("not-found", "没有这个页面，或这项内容已不存在。请检查网址，或从工作措施列表进入。")
                        : RuleViolation.of(
                                mismatch.getName(), "not-readable", "请求中的“" + mismatch.getName() + "”无法识别，请检查后重试。"),
                request);
    }

    @ExceptionHandler
    Object onTooLarge(MaxUploadSizeExceededException tooLarge, HttpServletRequest request) {
        return answer(RuleViolation.of(null, "too-large", "文件太大，没有接收。请检查是否选错了文件。"), request);
    }

    @ExceptionHandler
    Object onRuleViolation(RuleViolation violation, HttpServletRequest request, HttpServletResponse response) {
        if (violation.kind().retryAfter() > 0) {
            response.setIntHeader(HttpHeaders.RETRY_AFTER, violation.kind().retryAfter());
        }
        return answer(violation, request);
    }

    /** Two changed the same at the same moment; the other one's change stands. */
    @ExceptionHandler({OptimisticLockingException.class, ConcurrencyFailureException.class, DuplicateKeyException.class
    })
    Object onCollision(RuntimeException collision, HttpServletRequest request) {
        return answer(RuleViolation.conflict("collision", "有人正同时办理，本次未保存，请稍候再点一次。"), request);
    }

    private static Object answer(RuleViolation violation, HttpServletRequest request) {
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
}
