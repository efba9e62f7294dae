package org.greenplan.web;

import java.security.Principal;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The one page to log in at. What it sends is taken by the door itself. */
@Controller
class LoginPage {

    private final String appName;

    LoginPage(@Value("${greenplan.app-name}") String appName) {
        this.appName = appName;
    }

    /**
     * @param error present after a wrong name or password
     * @param out present after a logout
     */
    @GetMapping("/login")
    String page(
            @RequestParam(required = false) @Nullable String error,
            @RequestParam(required = false) @Nullable String out,
            @Nullable Principal person,
            Model model) {
        if (person != null) {
            return "redirect:/";
        }
        model.addAttribute("appName", appName);
        model.addAttribute("problem", error == null ? null : "用户名或密码不正确，请重新输入。忘记密码请找系统管理员重设。");
        model.addAttribute("said", out == null ? null : "您已退出登录。");
        return "login";
    }
}
