// What the C++ runtime would bring. The core neither throws nor allocates: all this is referenced by
// headers and never reached, except that the JSON parser "deletes" an allocator it never made.
#include <cstdlib>
#include <new>

extern "C" {
void* __dso_handle = nullptr;
void __cxa_pure_virtual() {
  std::abort();
}
int __cxa_atexit(void (*)(void*), void*, void*) {
  return 0;
}
}

void operator delete(void*) noexcept {}
void operator delete(void*, std::size_t) noexcept {}

namespace std {
void __throw_bad_optional_access() {
  std::abort();
}
void __throw_out_of_range_fmt(const char*, ...) {
  std::abort();
}
}  // namespace std
