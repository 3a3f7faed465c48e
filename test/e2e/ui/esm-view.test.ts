import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Dialog, MapsView } from '../pages/maps-view.ts';
import { waitUntil } from '../pages/wait-until.ts';
import { themes } from '../pages/workbench.ts';
import { photographFailures, type Session, sampleModel, startSession } from '../session.ts';

// The view of base models and their maps: what there is, downloading ahead, cancelling, removing, without a Hub, without trust.

describe('in a trusted workspace', () => {
  let session: Session;
  let view: MapsView;
  let dialog: Dialog;

  beforeAll(async () => {
    session = await startSession();
    view = new MapsView(session.page);
    dialog = new Dialog(session.page);
  });
  afterAll(() => session.stop());
  photographFailures(() => session);

  const mapsOnDisk = () => {
    const cache = join(session.profile.folder, 'hf/hub');
    return existsSync(cache) ? readdirSync(cache).filter((name) => name.includes('ESM_')) : [];
  };

  test('nothing is asked of the Hub before the view is opened', async () => {
    expect(session.hub.requests).toEqual([]);
    await view.open();
    await view.row(/bert-tiny-debian\s*33 maps/).waitFor();
    expect(session.hub.requests.length).toBeGreaterThan(0);
    expect(mapsOnDisk()).toEqual([]);
  });

  test('a download shows how far it is, and what was fetched before it is cancelled stays', async () => {
    session.hub.faults.add({ match: /ESM_wordnet.*resolve/, fault: { kind: 'stall' } });
    await view.press('bert-tiny-debian', 'Download All Maps');
    const toast = session.workbench.notifications.withText(`Downloading the maps of ${sampleModel}`);
    await toast.getByText(/Fetching Embedding Space Maps: \d+ of 33 maps/).waitFor();
    await waitUntil('20 maps', () => mapsOnDisk().length > 20);
    await session.screenshot('6-maps-downloading');
    await toast.getByRole('button', { name: 'Cancel' }).click();
    await toast.waitFor({ state: 'detached' });
    session.hub.faults.clear();
    await view.row(/\d of 33 maps · \d/).waitFor();
  });

  test('the rest is downloaded, and the base model with it', async () => {
    await view.press('bert-tiny-debian', 'Download All Maps');
    await session.workbench.notifications.withText(`All 33 maps of ${sampleModel} are on this machine.`).waitFor();
    await view.row(/all 33 maps · \d/).waitFor();
    expect(mapsOnDisk().length).toBe(33);
    await view.row('bert-tiny-debian').first().click();
    await view.row(/debian-packages\/use\s*en · [\d,]+ examples · \d/).waitFor();
  });

  test.each(themes)('in the theme $name', async (theme) => {
    await session.workbench.setTheme(theme);
    await view.row('debian-packages/use').hover();
    await session.screenshot(`6-maps-${theme.kind}`);
  });

  test('a filter shows the maps with its words, until all are shown again', async () => {
    const { quickInput } = session.workbench;
    await view.pressTitle('Filter Maps…');
    await quickInput.filter('en game');
    await quickInput.accept();
    await view.row('debian-packages/game').waitFor();
    await view.row('debian-packages/use').waitFor({ state: 'detached' });
    await view.pane.getByText('Downloaded maps with "en game"').waitFor();
    await session.screenshot('6-maps-filtered');
    await view.pressTitle('Show All Maps');
    await view.row(/all 33 maps · \d/).waitFor();
    await view.row('bert-tiny-debian').first().click();
    await view.row('debian-packages/use').waitFor();
  });

  test('one map is removed after a question, or kept', async () => {
    await view.press('debian-packages/admin', 'Remove from This Machine');
    await dialog.press('Cancel');
    expect(mapsOnDisk().length).toBe(33);
    await view.press('debian-packages/admin', 'Remove from This Machine');
    await session.screenshot('6-maps-remove');
    await dialog.press('Remove');
    await session.workbench.notifications.withText('Removed 1 map').waitFor();
    await view.row(/32 of 33 maps/).waitFor();
    expect(mapsOnDisk().length).toBe(32);
  });

  test('without the Hub it shows what is there', async () => {
    session.hub.faults.add({ match: /./, fault: { kind: 'reset' } });
    // What the list says now it can only know from the disk.
    rmSync(join(session.profile.folder, 'hf/hub/models--samples--ESM_debian__game'), { recursive: true });
    await view.refresh();
    await view.row(/31 of 33 maps/).waitFor();
    session.hub.faults.clear();
  });

  test('all maps are removed; the base model stays', async () => {
    await view.press(/31 of 33 maps/, 'Remove from This Machine');
    expect(await dialog.box().textContent()).toContain('Remove the 31 downloaded maps');
    await dialog.press('Remove');
    await session.workbench.notifications.withText('Removed 31 maps').waitFor();
    await waitUntil('no maps', () => mapsOnDisk().length === 0);
    expect(readdirSync(join(session.profile.folder, 'hf/hub'))).toContain('models--samples--bert-tiny-debian');
  });
});

describe('where the Hub cannot be reached', () => {
  let session: Session;
  beforeAll(async () => {
    session = await startSession();
    session.hub.faults.add({ match: /./, fault: { kind: 'reset' } });
  });
  afterAll(() => session.stop());
  photographFailures(() => session);

  test('and nothing is known, the view says so and what to do', async () => {
    const view = new MapsView(session.page);
    await view.open();
    await view.pane.getByText('cannot be reached').waitFor({ timeout: 50_000 });
    await session.screenshot('6-maps-unreachable');
    session.hub.faults.clear();
    await view.refresh();
    await view.row(/bert-tiny-debian\s*33 maps/).waitFor();
  });
});

describe('in a workspace that is not trusted', () => {
  let session: Session;
  beforeAll(async () => {
    session = await startSession({ workspaceTrust: true });
  });
  afterAll(() => session.stop());
  photographFailures(() => session);

  test('the view says why it is empty, and nothing is asked of the Hub', async () => {
    const view = new MapsView(session.page);
    await view.open();
    await view.pane.getByText('trusted workspace only').waitFor();
    await session.screenshot('6-maps-untrusted');
    expect(session.hub.requests).toEqual([]);
  });
});
