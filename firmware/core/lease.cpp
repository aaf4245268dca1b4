#include "core/lease.h"

#include <algorithm>
#include <array>

#include "core/base64.h"
#include "core/json_reader.h"

namespace platform {
namespace {

constexpr size_t kLongestPart = kLongestLease * 3 / 4 + 1;

// Decoded JSON of one part, with room for the parser's NUL.
class DecodedPart {
 public:
  bool read(std::string_view encoded, JsonFields& fields) {
    auto* bytes = reinterpret_cast<uint8_t*>(text_.data());
    const int32_t length = decode_base64url(encoded, bytes, kLongestPart);
    return length > 0 && read_json_object(text_.data(), static_cast<size_t>(length), fields);
  }

 private:
  std::array<char, kLongestPart + 1> text_;
};

class HeaderFields : public JsonFields {
 public:
  void on_text(std::string_view key, std::string_view value) override {
    if (key == "alg") is_es256 = value == "ES256";
    if (key == "typ") is_lease = value == "lease";
  }
  void on_integer(std::string_view, int64_t) override {}
  // RFC 7515 section 4.1.11: what is marked critical and not understood makes the whole invalid.
  void on_other(std::string_view key) override { has_critical = has_critical || key == "crit"; }

  bool is_es256 = false;
  bool is_lease = false;
  bool has_critical = false;
};

class LeaseFields : public JsonFields {
 public:
  explicit LeaseFields(std::string_view device_id) : device_id_(device_id) {}

  void on_text(std::string_view key, std::string_view value) override {
    if (key == "device_id") {
      has_device = true;
      is_own_device = value == device_id_;
    }
  }

  void on_integer(std::string_view key, int64_t value) override {
    if (key == "valid_until") valid_until_s = value;
    if (key == "seq") sequence = value;
  }

  void on_other(std::string_view) override {}

  bool has_device = false;
  bool is_own_device = false;
  std::optional<int64_t> valid_until_s;
  std::optional<int64_t> sequence;

 private:
  std::string_view device_id_;
};

LeaseVerdict refused(Refusal why) {
  return {{}, why};
}

}  // namespace

LeaseVerdict verify_lease(std::string_view jws, const LeaseContext& context, Crypto& crypto) {
  if (jws.size() > kLongestLease || std::count(jws.begin(), jws.end(), '.') != 2) {
    return refused(Refusal::malformed);
  }
  const size_t first_dot = jws.find('.');
  const size_t last_dot = jws.rfind('.');
  const std::string_view header = jws.substr(0, first_dot);
  const std::string_view payload = jws.substr(first_dot + 1, last_dot - first_dot - 1);

  Es256Signature signature;
  const int32_t signature_length =
      decode_base64url(jws.substr(last_dot + 1), signature.data(), signature.size());
  if (signature_length != static_cast<int32_t>(signature.size())) return refused(Refusal::bad_signature);

  DecodedPart part;
  HeaderFields header_fields;
  if (!part.read(header, header_fields)) return refused(Refusal::malformed);
  // `none`, HS256 with the public key as a secret, and tokens made for another purpose end here.
  if (!header_fields.is_es256 || !header_fields.is_lease || header_fields.has_critical) {
    return refused(Refusal::bad_signature);
  }
  if (!crypto.verify_es256(reinterpret_cast<const uint8_t*>(jws.data()), last_dot, signature)) {
    return refused(Refusal::bad_signature);
  }

  LeaseFields lease(context.device_id);
  if (!part.read(payload, lease) || !lease.has_device || !lease.valid_until_s || !lease.sequence ||
      *lease.valid_until_s <= 0 || *lease.sequence < 0) {
    return refused(Refusal::malformed);
  }
  if (!lease.is_own_device) return refused(Refusal::wrong_device);
  if (*lease.sequence < context.last_sequence) return refused(Refusal::old_sequence);
  if (*lease.valid_until_s <= context.now_s) return refused(Refusal::expired);
  return {{*lease.valid_until_s, *lease.sequence}, std::nullopt};
}

}  // namespace platform
