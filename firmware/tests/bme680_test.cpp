#include <gtest/gtest.h>

#include "bme680_math.h"

namespace platform {
namespace {

// A plausible set of coefficients, and the data sheet's integer formulas beside the floating-point ones
// that the driver uses: two spellings of the same chapter must agree.
struct Coefficients {
  int64_t t1 = 26'203, t2 = 26'180, t3 = 3;
  int64_t p1 = 36'673, p2 = -10'350, p3 = 88, p4 = 7'035, p5 = -150, p6 = 30, p7 = 44, p8 = -3'500,
          p9 = -2'400, p10 = 30;
  int64_t h1 = 777, h2 = 1'022, h3 = 0, h4 = 45, h5 = 20, h6 = 120, h7 = -100;

  int64_t fine(int64_t adc) const {
    const int64_t a = (adc >> 3) - (t1 << 1);
    return ((a * t2) >> 11) + (((((a >> 1) * (a >> 1)) >> 12) * (t3 << 4)) >> 14);
  }

  double celsius(int64_t adc) const { return static_cast<double>((fine(adc) * 5 + 128) >> 8) / 100; }

  double pascal(int64_t adc, int64_t temperature_adc) const {
    int64_t a = (fine(temperature_adc) >> 1) - 64'000;
    int64_t b = ((((a >> 2) * (a >> 2)) >> 11) * p6) >> 2;
    b += (a * p5) * 2;
    b = (b >> 2) + p4 * 65'536;
    a = (((((a >> 2) * (a >> 2)) >> 13) * (p3 * 32)) >> 3) + ((p2 * a) >> 1);
    a = ((32'768 + (a >> 18)) * p1) >> 15;
    const int64_t press = (1'048'576 - adc - (b >> 12)) * 6'250 / a;
    const int64_t square = (p9 * (((press >> 3) * (press >> 3)) >> 13)) >> 12;
    const int64_t line = ((press >> 2) * p8) >> 13;
    const int64_t cube = ((press >> 8) * (press >> 8) * (press >> 8) * p10) >> 17;
    return static_cast<double>(press + ((square + line + cube + p7 * 128) >> 4));
  }

  double percent(int64_t adc, int64_t temperature_adc) const {
    const int64_t t = (fine(temperature_adc) * 5 + 128) >> 8;
    const int64_t offset = adc - h1 * 16 - ((t * h3 / 100) >> 1);
    const int64_t gain = (h2 * (t * h4 / 100 + ((t * (t * h5 / 100)) >> 6) / 100 + (1 << 14))) >> 10;
    const int64_t line = offset * gain;
    const int64_t bend = ((h6 * 128 + t * h7 / 100) >> 4) * (((line >> 14) * (line >> 14)) >> 10) / 2;
    return static_cast<double>((((line + bend) >> 10) * 1000) >> 12) / 1000;
  }

  Bme680Calibration calibration() const {
    Bme680Calibration::FirstBlock a{};
    Bme680Calibration::SecondBlock b{};
    const auto put = [](auto& block, size_t at, int64_t value) {
      block[at] = static_cast<uint8_t>(value);
      block[at + 1] = static_cast<uint8_t>(value >> 8);
    };
    put(b, 8, t1);
    put(a, 1, t2);
    a[3] = static_cast<uint8_t>(t3);
    put(a, 5, p1);
    put(a, 7, p2);
    a[9] = static_cast<uint8_t>(p3);
    put(a, 11, p4);
    put(a, 13, p5);
    a[15] = static_cast<uint8_t>(p7);
    a[16] = static_cast<uint8_t>(p6);
    put(a, 19, p8);
    put(a, 21, p9);
    a[23] = static_cast<uint8_t>(p10);
    b[0] = static_cast<uint8_t>(h2 >> 4);
    b[1] = static_cast<uint8_t>((h2 & 0x0F) << 4 | (h1 & 0x0F));
    b[2] = static_cast<uint8_t>(h1 >> 4);
    b[3] = static_cast<uint8_t>(h3);
    b[4] = static_cast<uint8_t>(h4);
    b[5] = static_cast<uint8_t>(h5);
    b[6] = static_cast<uint8_t>(h6);
    b[7] = static_cast<uint8_t>(h7);
    return Bme680Calibration(a, b, 0, 0, 0);
  }
};

TEST(Bme680, Floating_point_and_integer_formulas_agree) {
  const Coefficients known;
  Bme680Calibration calibration = known.calibration();
  for (uint32_t adc = 440'000; adc <= 540'000; adc += 10'000) {
    const float temperature = calibration.temperature(adc);
    EXPECT_NEAR(temperature, known.celsius(adc), 0.02) << adc;
    for (uint32_t p = 300'000; p <= 400'000; p += 20'000) {
      EXPECT_NEAR(calibration.pressure(p), known.pascal(p, adc), 30) << adc << ' ' << p;
    }
    for (uint16_t h = 14'000; h <= 24'000; h += 2'000) {
      EXPECT_NEAR(calibration.humidity(h, temperature), known.percent(h, adc), 0.1) << adc << ' ' << h;
    }
  }
}

TEST(Bme680, Gas_resistance_falls_with_the_range) {
  const Bme680Calibration calibration = Coefficients{}.calibration();
  EXPECT_NEAR(calibration.gas_resistance(512, 0), 8'000'000, 1);
  EXPECT_NEAR(calibration.gas_resistance(512, 3), 1'000'000, 1);
  EXPECT_LT(calibration.gas_resistance(900, 3), calibration.gas_resistance(512, 3));
}

TEST(AirQualityEstimate, Clean_air_is_low_and_polluted_air_high) {
  AirQualityEstimate air;
  EXPECT_EQ(air.update(100'000, 40), 0);
  EXPECT_NEAR(air.update(50'000, 40), 188, 1);
  EXPECT_GT(air.update(1'000, 90), 450);
  EXPECT_EQ(air.accuracy(), 0);
}

}  // namespace
}  // namespace platform
