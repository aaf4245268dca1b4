using Platform.Identity.Users;

namespace Platform.Identity.Tests.Rules;

public sealed class PasswordRuleTests
{
    [Theory]
    [InlineData("Abcdefg1", true)]
    [InlineData("Ängstlich1", true)]
    [InlineData("Abcdef1", false)]
    [InlineData("abcdefg1", false)]
    [InlineData("Abcdefgh", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    [InlineData("Abcdefg1\0", false)]
    public void Password_is_taken_when_it_has_length_upper_case_and_digit(string? password, bool taken) =>
        (PasswordRule.Check(password) is null).ShouldBe(taken);

    [Fact]
    public void Password_longer_than_bcrypt_reads_is_refused()
    {
        PasswordRule.Check("A1" + new string('x', 70)).ShouldBeNull();
        PasswordRule.Check("A1" + new string('x', 71)).ShouldNotBeNull();
        PasswordRule.Check("A1" + new string('é', 36)).ShouldNotBeNull("72 bytes are what counts, not characters");
    }

    [Fact]
    public void Temporary_passwords_obey_the_rule_and_differ()
    {
        var some = Enumerable.Range(0, 200).Select(_ => TemporaryPassword.New()).ToArray();
        some.ShouldAllBe(p => PasswordRule.Check(p) == null);
        some.Distinct().Count().ShouldBe(200);
    }
}
