import {createContext, useContext} from 'react';
import type {Application} from './application.ts';

const AppContext = createContext<Application | undefined>(undefined);

export const ApplicationProvider = AppContext.Provider;

/** The application this is drawn for. */
export function useApplication(): Application {
	const app = useContext(AppContext);
	if (!app) {
		throw new Error('drawn outside of the application');
	}

	return app;
}
