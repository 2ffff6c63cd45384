import {createContext, useContext} from 'react';
import type {Application} from './application.ts';

const ApplicationContext = createContext<Application | undefined>(undefined);

export const ApplicationProvider = ApplicationContext.Provider;

/** The application this is drawn for. */
export function useApplication(): Application {
	const application = useContext(ApplicationContext);
	if (!application) {
		throw new Error('drawn outside of the application');
	}

	return application;
}
