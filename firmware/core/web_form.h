#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace platform {

/// The value of a field of an HTML form as browsers send it (application/x-www-form-urlencoded), decoded
/// into `out`. Nothing when the form has no such field, it does not fit, or it is not well formed.
std::optional<std::string_view> form_value(std::string_view body, std::string_view name, char* out,
                                           size_t capacity);

/// Text that can stand in HTML, also inside a quoted attribute. Nothing when it does not fit.
std::optional<std::string_view> escape_html(std::string_view text, char* out, size_t capacity);

}  // namespace platform
