using Microsoft.Playwright;
using Shouldly;

namespace Platform.Suite.Tests.Browser;

/// <summary>Somebody at a browser, and what the browser complained about meanwhile.</summary>
public sealed class Person : IAsyncDisposable
{
    private readonly SuiteFixture suite;
    private readonly List<string> complaints = [];

    internal Person(SuiteFixture suite, IBrowserContext context, IPage page)
    {
        this.suite = suite;
        Context = context;
        Page = page;
        Watch(page);
        context.Page += (_, opened) => Watch(opened);
    }

    /// <summary>Cookies and storage of this person.</summary>
    public IBrowserContext Context { get; }

    /// <summary>The first tab.</summary>
    public IPage Page { get; }

    /// <summary>Signs in with a demo account of the role.</summary>
    public Task SignInAsync(string role)
    {
        var (username, password) = suite.Account(role);
        return SignInAsync(username, password);
    }

    /// <summary>Signs in by the form, as people do, and waits until the form is gone.</summary>
    public async Task SignInAsync(string username, string password)
    {
        await Page.GotoAsync("/sign-in");
        await Page.GetByLabel("Username").FillAsync(username);
        await Page.GetByLabel("Password", new PageGetByLabelOptions { Exact = true }).FillAsync(password);
        await Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Sign in" }).ClickAsync();
        await Assertions.Expect(Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Sign in" })).ToHaveCountAsync(0);
    }

    /// <summary>Waits until the live connection stands.</summary>
    public Task IsLiveAsync() => Assertions.Expect(Page.Locator("[data-live=live]")).ToBeVisibleAsync();

    /// <summary>The page's one first-level heading.</summary>
    public ILocator Heading => Page.GetByRole(AriaRole.Heading, new PageGetByRoleOptions { Level = 1 });

    /// <summary>Fails with everything that the browser complained about: broken scripts, violated policies, failed requests.</summary>
    public void HadNoComplaints() => complaints.ShouldBeEmpty();

    /// <summary>From here on complaints count anew: what came before was provoked.</summary>
    public void ForgiveComplaints() => complaints.Clear();

    /// <inheritdoc />
    public async ValueTask DisposeAsync() => await Context.DisposeAsync();

    private void Watch(IPage page)
    {
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning") complaints.Add($"{message.Type}: {message.Text} ({message.Location})");
        };
        page.PageError += (_, error) => complaints.Add($"broken: {error}");
    }
}
