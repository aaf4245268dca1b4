using Platform.Jobs.Customers;

namespace Platform.Jobs.Tests.Customers;

public sealed class PhoneNumberTests
{
    [Theory]
    [InlineData("9876543210", "91", "+919876543210")]
    [InlineData("98765 43210", "91", "+919876543210")]
    [InlineData("09876543210", "91", "+919876543210")]
    [InlineData("+91 98765-43210", "91", "+919876543210")]
    [InlineData("  +91 (98765) 43210  ", "91", "+919876543210")]
    [InlineData("919876543210", "91", "+919876543210")]
    [InlineData("0091 9876543210", "91", "+919876543210")]
    [InlineData("080-22334455", "91", "+918022334455")]
    [InlineData("9123456789", "91", "+919123456789")]
    [InlineData("९८७६५४३२१०", "91", "+919876543210")]
    [InlineData("๐๘๑-๒๓๔-๕๖๗๘", "66", "+66812345678")]
    [InlineData("081 234 5678", "66", "+66812345678")]
    [InlineData("+66 81 234 5678", "91", "+66812345678")]
    [InlineData("＋66812345678", "91", "+66812345678")]
    [InlineData("02 123 4567", "66", "+6621234567")]
    [InlineData("+1 (415) 555-2671", "91", "+14155552671")]
    [InlineData("+44 (0)20 7946 0958", "91", "+442079460958")]
    [InlineData("+1.415.555.2671", "66", "+14155552671")]
    [InlineData("+971 50 123 4567", "91", "+971501234567")]
    [InlineData("+379 06 698 12345", "91", "+3790669812345")]
    [InlineData("6123 4567", "65", "+6561234567")]
    public void Number_has_one_writing(string written, string country, string expected) => PhoneNumber.Normalise(written, country).ShouldBe(expected);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("+")]
    [InlineData("call me")]
    [InlineData("98765 4321x")]
    [InlineData("98765")]
    [InlineData("987654321")]
    [InlineData("98765432101")]
    [InlineData("+91 98765 4321")]
    [InlineData("+91 98765 432101")]
    [InlineData("+0 98765 43210")]
    [InlineData("+91 09876543210")]
    [InlineData("00000000000")]
    [InlineData("+1234567")]
    [InlineData("+1234567890123456")]
    [InlineData("9876543210; drop table")]
    [InlineData("98765\u00004321")]
    [InlineData("++919876543210")]
    [InlineData("91+9876543210")]
    public void What_is_no_number_is_refused(string? written) => PhoneNumber.Normalise(written, "91").ShouldBeNull();

    [Fact]
    public void Very_long_text_is_refused_without_being_read() => PhoneNumber.Normalise(new string('9', 1_000_000), "91").ShouldBeNull();

    [Theory]
    [InlineData("91", true)]
    [InlineData("1", true)]
    [InlineData("971", true)]
    [InlineData("0", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    [InlineData("9a", false)]
    [InlineData("1234", false)]
    public void Country_codes_have_one_to_three_digits(string? code, bool isOne) => PhoneNumber.IsCountryCode(code).ShouldBe(isOne);

    /// <summary>What was normalised once stays as it is, in whatever country it is read again.</summary>
    [Theory]
    [InlineData("9876543210", "91")]
    [InlineData("0812345678", "66")]
    [InlineData("+14155552671", "44")]
    public void Normalised_number_is_its_own_writing(string written, string country)
    {
        var once = PhoneNumber.Normalise(written, country)!;
        foreach (var other in new[] { "91", "66", "1", "7" }) PhoneNumber.Normalise(once, other).ShouldBe(once);
    }

    [Theory]
    [InlineData("Meera@Example.COM", "meera@example.com")]
    [InlineData(" meera@example.com ", "meera@example.com")]
    [InlineData("", null)]
    public void Address_has_one_writing(string written, string? expected) => CustomerRules.Read(null, written, "91").Contact.Email.ShouldBe(expected);

    [Theory]
    [InlineData("12", null, "customer_phone")]
    [InlineData(null, "no address", "customer_email")]
    [InlineData(null, "a@b\u0007", "customer_email")]
    [InlineData(null, "Meera <meera@example.com>", "customer_email")]
    public void Wrong_contact_names_its_field(string? phone, string? email, string field) => CustomerRules.Read(phone, email, "91").Errors.ShouldHaveSingleItem().Field.ShouldBe(field);
}
